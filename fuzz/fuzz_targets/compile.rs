//! Any text in any mode, the first byte chooses the mode and the last one a damage: what compiles passes the verifier,
//! comes back from its serial form as it was, and can be listed. Damaged serial data is refused, or can be listed too.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pyr_front::bytecode::verify::verify;
use pyr_front::bytecode::{dis, serial};
use pyr_front::compiler::{Options, compile};
use pyr_front::source::Source;
use pyr_front::syntax::{Mode, parse};

fuzz_target!(|data: &[u8]| {
    let [choice, text @ .., harm] = data else { return };
    let text = String::from_utf8_lossy(text);
    let mode = [Mode::Exec, Mode::Eval, Mode::Single][usize::from(choice % 3)];
    let source = Source::new(&text);
    let Ok(parsed) = parse(&source, mode) else { return };
    let Ok(compiled) = compile(&parsed.tree, &source, "fuzz", Options::default()) else { return };
    verify(&compiled.code).expect("the compiler's own code is sound");
    dis::dis(&compiled.code);
    let mut bytes = serial::write(&compiled.code);
    let again = serial::read(&bytes).expect("what was written can be read");
    assert_eq!(bytes, serial::write(&again), "the serial form is stable");
    for i in 1..=usize::from(harm % 8) {
        let at = data.len().wrapping_mul(31 * i).wrapping_add(usize::from(*harm) * 7919) % bytes.len();
        bytes[at] ^= harm.rotate_left(i as u32) | 1;
    }
    if let Ok(code) = serial::read(&bytes)
        && verify(&code).is_ok()
    {
        dis::dis(&code);
    }
});
