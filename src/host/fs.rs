//! Files as the import system and the command line need them. Files of Python programs are in `file.rs`.

use std::path::Path;

/// Whether a path is a directory.
pub fn is_dir(path: &str) -> bool {
    Path::new(path).is_dir()
}

/// Whether a path is a file.
pub fn is_file(path: &str) -> bool {
    Path::new(path).is_file()
}

/// A path made absolute without touching the file system beyond the working directory.
pub fn absolute(path: &str) -> String {
    std::path::absolute(path).map_or_else(|_| path.to_owned(), |p| p.to_string_lossy().into_owned())
}

/// The content of a file.
pub fn read(path: &str) -> std::io::Result<Vec<u8>> {
    std::fs::read(path)
}

/// A path without symbolic links, if it leads anywhere.
pub fn real(path: &str) -> Option<String> {
    std::fs::canonicalize(path).ok()?.into_os_string().into_string().ok()
}

/// The working directory.
pub fn current_dir() -> Option<String> {
    std::env::current_dir().ok()?.into_os_string().into_string().ok()
}
