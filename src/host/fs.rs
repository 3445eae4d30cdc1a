//! Files as the import system and the command line need them. Files of Python programs are in `file.rs`.

use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// Whether a path is a directory.
pub fn is_dir(path: &str) -> bool {
    Path::new(path).is_dir()
}

/// Whether a path is a file.
pub fn is_file(path: &str) -> bool {
    Path::new(path).is_file()
}

/// What a path leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A directory.
    Dir,
    /// Anything else that exists.
    Other,
    /// Nothing.
    Nothing,
    /// Nothing, because a part before the last is a file: an archive, it may be.
    InFile,
}

/// What a path leads to, links followed.
pub fn kind(path: &str) -> Kind {
    match std::fs::metadata(path) {
        Ok(m) if m.is_dir() => Kind::Dir,
        Ok(_) => Kind::Other,
        Err(e) if e.kind() == std::io::ErrorKind::NotADirectory => Kind::InFile,
        Err(_) => Kind::Nothing,
    }
}

/// Whether a path is a file that may be executed.
pub fn is_executable(path: &str) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).is_ok_and(|m| m.is_file() && m.permissions().mode() & 0o111 != 0)
}

/// The names in a directory that are text; none if it cannot be read.
pub fn names(path: &str) -> Vec<String> {
    let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
    entries.filter_map(|e| e.file_name().into_string().ok()).collect()
}

/// When a file was changed, in seconds, and its size: the low 32 bits of both.
pub fn stamp(path: &str) -> Option<(u32, u32)> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).ok().map(|m| (m.mtime() as u32, m.size() as u32))
}

/// Writes a file in one step, and the directories above it; does nothing if that is not possible.
pub fn put(path: &str, data: &[u8]) {
    let Some((folder, _)) = path.rsplit_once('/') else { return };
    let part = format!("{path}.{}", std::process::id());
    let write = || {
        std::fs::create_dir_all(folder)?;
        std::fs::write(&part, data)?;
        std::fs::rename(&part, path)
    };
    if write().is_err() {
        // Nobody needs the rest.
        let _ = std::fs::remove_file(&part);
    }
}

/// A path made absolute without touching the file system beyond the working directory.
pub fn absolute(path: &str) -> String {
    std::path::absolute(path).map_or_else(|_| path.to_owned(), |p| p.to_string_lossy().into_owned())
}

/// Size of an ordinary file; InvalidInput for anything else.
pub fn size(path: &Path) -> std::io::Result<u64> {
    let meta = std::fs::metadata(path)?;
    if meta.is_file() { Ok(meta.len()) } else { Err(std::io::ErrorKind::InvalidInput.into()) }
}

/// Where `write_own` begins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Begin {
    /// With an empty file.
    Fresh,
    /// At the end of the file, which is made if it is not there.
    AtEnd,
    /// At the end of a file that is there.
    AtEndOfExisting,
}

/// Writes to a file that nobody else may read when it is new. Pipes without a reader do not keep it waiting.
pub fn write_own(path: &Path, begin: Begin, data: &[u8]) -> std::io::Result<()> {
    std::fs::OpenOptions::new()
        .create(begin != Begin::AtEndOfExisting)
        .append(begin != Begin::Fresh)
        .write(true)
        .truncate(begin == Begin::Fresh)
        .mode(0o600)
        .custom_flags(libc::O_NONBLOCK)
        .open(path)?
        .write_all(data)
}

/// Puts data in the place of a file in one step; the file stays as it is if that fails.
pub fn replace(path: &Path, data: &[u8]) -> std::io::Result<()> {
    let other = path.with_extension(format!("{}.tmp", std::process::id()));
    let done = write_own(&other, Begin::Fresh, data).and_then(|()| std::fs::rename(&other, path));
    if done.is_err() {
        let _ = std::fs::remove_file(&other);
    }
    done
}

/// The content of a file.
pub fn read(path: impl AsRef<Path>) -> std::io::Result<Vec<u8>> {
    std::fs::read(path)
}

/// A path without symbolic links, if it leads anywhere.
pub fn real(path: &str) -> Option<String> {
    std::fs::canonicalize(path).ok()?.into_os_string().into_string().ok()
}

/// The working directory, if its name is text.
pub fn current_dir() -> Option<String> {
    working_dir().ok()?.into_os_string().into_string().ok()
}

/// The working directory.
pub fn working_dir() -> std::io::Result<PathBuf> {
    std::env::current_dir()
}
