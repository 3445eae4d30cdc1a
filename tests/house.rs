//! The house keeps its doors: every file opens by saying what lives in it, and a room uses only the rooms below it.
//! The longest files are printed for whoever looks for a seam; length never fails.

use std::path::{Path, PathBuf};

fn files(dir: &Path, out: &mut Vec<PathBuf>) {
    for path in std::fs::read_dir(dir).expect("the folder exists").flatten().map(|e| e.path()) {
        if path.is_dir() {
            files(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

fn sources() -> Vec<(PathBuf, String)> {
    let mut all = Vec::new();
    files(Path::new("src"), &mut all);
    all.sort();
    all.into_iter().map(|p| (p.clone(), std::fs::read_to_string(&p).expect("a text file"))).collect()
}

#[test]
fn every_file_says_what_lives_in_it() {
    let silent: Vec<_> =
        sources().into_iter().filter(|(_, t)| !t.starts_with("//!")).map(|(p, _)| p).collect();
    assert!(silent.is_empty(), "files without an opening paragraph: {silent:?}");
}

/// Rooms and the rooms that they may not use.
const CLOSED: &[(&str, &[&str])] = &[
    ("source", &["syntax", "compiler", "bytecode", "object", "types", "vm", "builtins", "modules", "host"]),
    ("text", &["syntax", "compiler", "bytecode", "object", "types", "vm", "builtins", "modules", "host"]),
    ("regex", &["syntax", "compiler", "bytecode", "object", "types", "vm", "builtins", "modules", "host"]),
    ("syntax", &["compiler", "object", "types", "vm", "builtins", "modules", "host"]),
    ("bytecode", &["syntax", "compiler", "object", "types", "vm", "builtins", "modules", "host"]),
    ("compiler", &["object", "types", "vm", "builtins", "modules", "host"]),
    ("host", &["syntax", "compiler", "object", "types", "vm", "builtins", "modules"]),
];

#[test]
fn doors_open_one_way() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let room = path.iter().nth(1).and_then(|r| r.to_str()).unwrap_or("");
        let Some((_, closed)) = CLOSED.iter().find(|(r, _)| *r == room) else { continue };
        for line in text.lines() {
            if line.trim_start().starts_with("//") {
                continue;
            }
            for door in *closed {
                if line.contains(&format!("crate::{door}::")) {
                    wrong.push(format!("{}: {}", path.display(), line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "doors used the wrong way:\n{}", wrong.join("\n"));
}

/// Parts of std that ask the operating system, and the files outside `host` that may: the two ends of the program.
const SYSTEM: &[&str] =
    &["std::fs::", "std::env::", "std::process::Command", "TcpStream", "TcpListener", "UdpSocket"];
const ENDS: &[&str] = &["src/main.rs", "src/modules/_ssl"];
/// Functions of libc that ask nothing.
const PURE: &[&str] = &["major", "minor", "makedev", "calloc", "free"];

#[test]
fn only_host_asks_the_system() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        if path.starts_with("src/host") || ENDS.iter().any(|end| path.starts_with(end)) {
            continue;
        }
        let code = text.lines().take_while(|l| !l.starts_with("#[cfg(test)]"));
        for line in code.filter(|l| !l.trim_start().starts_with("//")) {
            let calls_libc = line.split("libc::").skip(1).any(|rest| {
                let name = rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("");
                let calls =
                    rest[name.len()..].starts_with('(') && name.starts_with(|c: char| c.is_ascii_lowercase());
                calls && !PURE.contains(&name)
            });
            if calls_libc || SYSTEM.iter().any(|s| line.contains(s)) {
                wrong.push(format!("{}: {}", path.display(), line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "requests that do not go through src/host:\n{}", wrong.join("\n"));
}

/// The reference page of instructions is the table's own text: `UPDATE_DOCS=1 cargo test --test house` writes it.
#[test]
fn the_page_of_instructions_is_true() {
    let mut page = String::from(
        "# Instructions\nMade from the table in `src/bytecode/op.rs`; how words are laid out is said there. `n`: the operand of 24 bits;\n\
         `a`, `b`: its lower 8 and upper 16. The stack grows to the right: `x y -- z` pops y and x and pushes z.\n\n\
         | instruction | operand | what it does |\n|---|---|---|\n",
    );
    for op in pyr::bytecode::op::OPS {
        let doc = op.doc.replace('|', "\\|");
        page += &format!("| {} | {:?} | {doc} |\n", op.name, op.operand);
    }
    let path = "docs/internals/bytecode.md";
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, &page).expect("the folder exists");
    }
    let there = std::fs::read_to_string(path).unwrap_or_default();
    assert!(there == page, "{path} is not what the table says: UPDATE_DOCS=1 cargo test --test house");
}

#[test]
fn the_longest_files() {
    let mut sizes: Vec<_> = sources().into_iter().map(|(p, t)| (t.lines().count(), p)).collect();
    sizes.sort();
    for (lines, path) in sizes.iter().rev().take(10) {
        println!("{lines:6} {}", path.display());
    }
}
