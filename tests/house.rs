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

#[test]
fn the_longest_files() {
    let mut sizes: Vec<_> = sources().into_iter().map(|(p, t)| (t.lines().count(), p)).collect();
    sizes.sort();
    for (lines, path) in sizes.iter().rev().take(10) {
        println!("{lines:6} {}", path.display());
    }
}
