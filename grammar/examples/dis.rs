//! Compiles each file named on the command line, verifies the code and prints its listing (with `-q` nothing, with `-p` names and
//! positions only, for comparisons).

use pyr_front::bytecode::code::{CodeData, Const, flags};
use pyr_front::bytecode::{
    dis::{dis, meaning},
    op::Op,
    op::Operand,
    verify::verify,
};
use pyr_front::compiler::{Options, compile};
use pyr_front::source::{Source, decode};
use pyr_front::syntax::{Mode, parse};

fn main() {
    // Trees may be deep; a thread has the stack that the interpreter gives the compiler.
    let thread = std::thread::Builder::new().stack_size(256 << 20).spawn(run).expect("a thread can be made");
    std::process::exit(i32::from(thread.join().is_err()));
}

fn run() {
    let (switches, paths): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|a| a.starts_with('-'));
    let has = |flag: &str| switches.iter().any(|f| f == flag);
    let options = Options { fuse: has("-f"), ..Options::default() };
    for path in paths {
        let bytes = std::fs::read(&path).expect("the file can be read");
        let Ok(text) = decode(&bytes, &path) else {
            println!("{path}: cannot be decoded");
            continue;
        };
        let source = Source::new(text);
        let parsed = match parse(&source, Mode::Exec) {
            Ok(parsed) => parsed,
            Err(error) => {
                println!("{path}:{}: {}", error.lineno, error.msg);
                continue;
            }
        };
        match compile(&parsed.tree, &source, &path, options) {
            Ok(compiled) => {
                if let Err(what) = verify(&compiled.code) {
                    println!("{path}: {what}");
                }
                for warning in &compiled.warnings {
                    println!("{path}:{}: warning: {}", warning.lineno, warning.msg);
                }
                if has("-p") {
                    positions(&compiled.code);
                } else if !has("-q") {
                    print!("{}", dis(&compiled.code));
                }
            }
            Err(error) => println!(
                "{path}:{}: {} |{}|{}|{}",
                error.lineno, error.msg, error.offset, error.end_lineno, error.end_offset
            ),
        }
    }
}

fn positions(code: &CodeData) {
    println!(
        "= {} {} {:x} {}",
        code.qualname,
        code.first_line,
        code.flags & !flags::HAS_DOCSTRING,
        code.localsplus.join(",")
    );
    for (pc, word) in code.instrs.iter().enumerate() {
        let loc = code.location(pc as u32);
        let name = Op::of(*word).map_or("?", |op| op.info().name);
        let shown = match Op::of(*word).map(|op| op.info().operand) {
            Some(Operand::Local | Operand::Name | Operand::Cache | Operand::Count | Operand::Pair) => {
                meaning(code, pc as u32)
            }
            _ => String::new(),
        };
        println!("{name}:{shown} {} {} {} {}", loc.line, loc.end_line, loc.col, loc.end_col);
    }
    for value in &code.consts {
        if let Const::Code(inner) = value {
            positions(inner);
        }
    }
}
