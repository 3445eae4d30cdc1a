//! Where the program is, and what belongs to it: the prefix, a virtual environment, folders of installed packages.
//! What is done with them at start-up is in `cli/site.rs`.

use crate::host::{env, fs};
use std::sync::OnceLock;

/// The folder of libraries in an installation: pyr's own, so that it never shares packages with a CPython beside it.
pub const LIBRARY: &str = "lib/pyr3.13";
/// The same in a virtual environment, which belongs to one interpreter.
const VENV_LIBRARY: &str = "lib/python3.13";

/// Where things are.
#[derive(Debug, Default)]
pub struct Places {
    /// `sys.executable`
    pub executable: String,
    /// `sys._base_executable`: outside of a virtual environment.
    pub base_executable: String,
    /// `sys.base_prefix`
    pub base_prefix: String,
    /// The virtual environment that the program is started from.
    pub venv: Option<Venv>,
}

/// A virtual environment.
#[derive(Debug)]
pub struct Venv {
    /// Its folder.
    pub prefix: String,
    /// `sys._home`: where the executable is that it was made from.
    pub home: String,
    /// Whether packages of the installation are seen too.
    pub system_site: bool,
}

impl Places {
    /// `sys.prefix`
    pub fn prefix(&self) -> &str {
        self.venv.as_ref().map_or(&self.base_prefix, |v| &v.prefix)
    }

    /// The folders of packages that are installed for everybody, whether or not they exist.
    pub fn site_packages(&self) -> Vec<String> {
        let base = format!("{}/{LIBRARY}/site-packages", self.base_prefix.trim_end_matches('/'));
        match &self.venv {
            None => vec![base],
            Some(v) => {
                let own = format!("{}/{VENV_LIBRARY}/site-packages", v.prefix);
                if v.system_site { vec![own, base] } else { vec![own] }
            }
        }
    }

    /// The folder of packages that are installed for the user, if it counts here.
    pub fn user_site(&self) -> Option<String> {
        if self.venv.as_ref().is_some_and(|v| !v.system_site) || env::is_privileged() {
            return None;
        }
        let text = |v: Vec<u8>| String::from_utf8(v).ok();
        let base = match env::python("PYTHONUSERBASE") {
            Some(v) => text(v)?,
            None => format!("{}/.local", text(env::get("HOME")?)?),
        };
        Some(format!("{base}/{LIBRARY}/site-packages"))
    }
}

fn parent(path: &str) -> &str {
    match path.rsplit_once('/') {
        Some(("", _)) => "/",
        Some((p, _)) => p,
        None => "",
    }
}

/// Finds out once.
pub fn places() -> &'static Places {
    static PLACES: OnceLock<Places> = OnceLock::new();
    PLACES.get_or_init(find)
}

fn find() -> Places {
    let real = env::executable().and_then(|p| String::from_utf8(p).ok()).unwrap_or_default();
    let executable = started_as().unwrap_or_else(|| real.clone());
    let mut p = Places {
        base_prefix: parent(parent(&real)).to_owned(),
        base_executable: executable.clone(),
        executable,
        venv: None,
    };
    let bin = parent(&p.executable).to_owned();
    for folder in [bin.as_str(), parent(&bin)] {
        let Ok(text) = fs::read(format!("{folder}/pyvenv.cfg")) else { continue };
        let text = String::from_utf8_lossy(&text);
        let value = |key: &str| {
            let pairs = text.lines().filter_map(|l| l.split_once('='));
            pairs
                .map(|(k, v)| (k.trim(), v.trim()))
                .find(|(k, _)| k.eq_ignore_ascii_case(key))
                .map(|(_, v)| v)
        };
        let home = value("home").unwrap_or(parent(&real)).trim_end_matches('/').to_owned();
        let name = p.executable.rsplit('/').next().unwrap_or("pyr");
        // The name may exist in the environment only.
        let known = value("executable").map_or_else(|| format!("{home}/{name}"), str::to_owned);
        p.base_executable = if fs::is_file(&known) { known } else { real };
        p.base_prefix = parent(&home).to_owned();
        let system_site =
            value("include-system-site-packages").is_none_or(|v| v.eq_ignore_ascii_case("true"));
        p.venv = Some(Venv { prefix: parent(&bin).to_owned(), home, system_site });
        break;
    }
    p
}

/// The path that the program was started by, links not followed: the place of a link tells the environment.
fn started_as() -> Option<String> {
    let name = String::from_utf8(env::arguments().into_iter().next()?).ok()?;
    if name.contains('/') {
        return Some(fs::absolute(&name)).filter(|p| fs::is_file(p));
    }
    let path = String::from_utf8(env::get("PATH")?).ok()?;
    path.split(':').map(|d| fs::absolute(&format!("{d}/{name}"))).find(|p| fs::is_executable(p))
}
