//! What was typed before: the entries that the arrow keys recall, of sessions as of `input()`, and their file. A file has
//! a line an entry; lines inside of an entry end in `\r\n`, as in CPython's own.

use crate::host::fs;
use rustyline::history::{History, SearchDirection, SearchResult};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

static ENTRIES: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Files longer than this are not read: nobody has typed them.
const LONGEST_FILE: u64 = 64 << 20;

/// What was typed for programs while a session keeps the other list.
static ASIDE: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Changes the lists of a session and of the programs in it.
pub fn swap() {
    with(|list| std::mem::swap(list, &mut ASIDE.lock().unwrap_or_else(PoisonError::into_inner)));
}

/// Looks at the entries or changes them.
pub fn with<R>(f: impl FnOnce(&mut Vec<String>) -> R) -> R {
    f(&mut ENTRIES.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Adds an entry unless it is the last one already. `once`: earlier ones that are the same go away. False: it is there.
pub fn add(entry: &str, once: bool) -> bool {
    with(|list| {
        if entry.is_empty() || list.last().is_some_and(|last| last == entry) {
            return false;
        }
        if once {
            list.retain(|old| old != entry);
        }
        list.push(entry.to_owned());
        true
    })
}

/// Reads the file of a session, the last `most` entries without repetitions. A file that has become much longer than
/// that is cut.
pub fn load(path: &Path, most: usize) -> std::io::Result<()> {
    if fs::size(path)? > LONGEST_FILE {
        return Err(std::io::ErrorKind::InvalidInput.into());
    }
    let data = fs::read(path)?;
    let text = String::from_utf8_lossy(&data);
    let mut all: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.split_terminator('\n') {
        let (part, goes_on) = line.strip_suffix('\r').map_or((line, false), |part| (part, true));
        match all.last_mut().filter(|_| open) {
            Some(entry) => *entry = format!("{entry}\n{part}"),
            None => all.push(part.to_owned()),
        }
        open = goes_on;
    }
    let read = all.len();
    let mut seen = std::collections::HashSet::new();
    let mut kept: Vec<String> =
        all.into_iter().rev().filter(|e| !e.trim().is_empty() && seen.insert(e.clone())).take(most).collect();
    kept.reverse();
    if read > 2 * most {
        // Whoever writes at the same time loses an entry, not the file.
        let data: String = kept.iter().map(|e| record(e)).collect();
        // A file that cannot be cut stays long.
        let _ = fs::replace(path, data.as_bytes());
    }
    with(|list| *list = kept);
    Ok(())
}

/// Adds an entry to the file of a session: at once, so that it outlives a crash, and in one piece, so that two sessions
/// can write.
pub fn append(path: &Path, entry: &str) -> std::io::Result<()> {
    fs::write_own(path, fs::Begin::AtEnd, record(entry).as_bytes())
}

fn record(entry: &str) -> String {
    entry.replace('\n', "\r\n") + "\n"
}

/// The entries for the editor, which looks at them without the GIL.
pub struct Shared;

type Found = rustyline::Result<Option<SearchResult<'static>>>;

fn search(start: usize, dir: SearchDirection, test: impl Fn(&str) -> Option<usize>) -> Found {
    with(|list| {
        if start >= list.len() {
            return Ok(None);
        }
        let hit = |idx: usize| {
            test(&list[idx]).map(|pos| SearchResult { entry: list[idx].clone().into(), idx, pos })
        };
        Ok(match dir {
            SearchDirection::Reverse => (0..=start).rev().find_map(hit),
            SearchDirection::Forward => (start..list.len()).find_map(hit),
        })
    })
}

impl History for Shared {
    fn get(&self, index: usize, _: SearchDirection) -> Found {
        Ok(with(|list| {
            let entry = list.get(index)?.clone().into();
            Some(SearchResult { entry, idx: index, pos: 0 })
        }))
    }
    fn add(&mut self, line: &str) -> rustyline::Result<bool> {
        Ok(add(line, false))
    }
    fn add_owned(&mut self, line: String) -> rustyline::Result<bool> {
        Ok(add(&line, false))
    }
    fn len(&self) -> usize {
        with(|list| list.len())
    }
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    fn set_max_len(&mut self, _: usize) -> rustyline::Result<()> {
        Ok(())
    }
    fn ignore_dups(&mut self, _: bool) -> rustyline::Result<()> {
        Ok(())
    }
    fn ignore_space(&mut self, _: bool) {}
    fn save(&mut self, _: &Path) -> rustyline::Result<()> {
        Ok(())
    }
    fn append(&mut self, _: &Path) -> rustyline::Result<()> {
        Ok(())
    }
    fn load(&mut self, _: &Path) -> rustyline::Result<()> {
        Ok(())
    }
    fn clear(&mut self) -> rustyline::Result<()> {
        with(Vec::clear);
        Ok(())
    }
    fn search(&self, term: &str, start: usize, dir: SearchDirection) -> Found {
        if term.is_empty() {
            return Ok(None);
        }
        search(start, dir, |entry| entry.find(term))
    }
    fn starts_with(&self, term: &str, start: usize, dir: SearchDirection) -> Found {
        if term.is_empty() {
            return Ok(None);
        }
        search(start, dir, |entry| entry.starts_with(term).then_some(term.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_come_back_from_their_file() {
        let path = std::env::temp_dir().join(format!("pyr-history-{}", std::process::id()));
        let _ = std::fs::remove_file(&path);
        for entry in ["one", "def f():\n    return 1\n", "one", "last"] {
            append(&path, entry).expect("a file in the temporary directory");
        }
        load(&path, 10).expect("what was written");
        assert_eq!(with(|l| l.clone()), ["def f():\n    return 1\n", "one", "last"]);
        load(&path, 1).expect("what was written");
        assert_eq!(with(|l| l.clone()), ["last"]);
        assert_eq!(std::fs::read_to_string(&path).expect("the file"), "last\n");
        std::fs::write(&path, b"\xff\x00\r\nmore\r").expect("the file");
        load(&path, 10).expect("bytes that are no text");
        assert_eq!(with(|l| l.clone()), ["\u{fffd}\0\nmore"]);
        std::fs::remove_file(&path).expect("the file");
        assert!(load(Path::new("/dev/zero"), 10).is_err());
    }
}
