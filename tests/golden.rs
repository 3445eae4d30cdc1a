//! Golden tests: every script below `tests/golden`, `tests/errors` and `tests/types` is run by the built `pyr` and
//! compared with what CPython 3.13 printed (`record.py` recorded it): `x.out`, `x.err` and `x.code` where they exist.
//! A first line `# pyr-args: -O $0 x` says how the script is run: words of the command line (`$0` is the script, words
//! `NAME=value` in front of all others are variables of the environment, single quotes hold a word together); what is
//! in `x.in` is its standard input. `tests/repl/x.in` is a session, `pyr -i -q < x.in`: standard error goes where
//! standard output goes.
//! Each script is its own named test: `cargo test --test golden -- NAME` runs those whose path contains NAME.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const ROOTS: &[&str] = &["tests/golden", "tests/errors", "tests/types", "tests/repl", "examples"];
const LIMIT: Duration = Duration::from_secs(120);

fn scripts(dir: &Path, out: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(dir) else { return };
    for path in entries.flatten().map(|e| e.path()) {
        if path.is_dir() {
            scripts(&path, out);
        } else if path.with_extension("out").exists()
            && (path.extension().is_some_and(|e| e == "py") || is_session(&path))
        {
            out.push(path);
        }
    }
}

fn is_session(path: &Path) -> bool {
    path.extension().is_some_and(|e| e == "in") && !path.with_extension("py").exists()
}

/// The words of a command line.
fn words(line: &str) -> Vec<String> {
    let (mut out, mut word, mut quoted) = (Vec::new(), None::<String>, false);
    for c in line.chars() {
        match c {
            '\'' => {
                quoted = !quoted;
                word.get_or_insert_default();
            }
            ' ' if !quoted => out.extend(word.take()),
            c => word.get_or_insert_default().push(c),
        }
    }
    out.extend(word);
    out
}

/// How a script is run: variables and words.
fn command_line(script: &Path) -> (Vec<String>, Vec<String>) {
    let name = script.file_name().unwrap_or_default().to_string_lossy().into_owned();
    if is_session(script) {
        return (vec![], vec!["-i".into(), "-q".into()]);
    }
    let text = std::fs::read(script).unwrap_or_default();
    let first = String::from_utf8_lossy(&text).lines().next().unwrap_or("").to_owned();
    let Some(line) = first.strip_prefix("# pyr-args:") else { return (vec![], vec![name]) };
    let mut all = words(line);
    let is_variable = |w: &String| {
        w.split_once('=').is_some_and(|(n, _)| n.chars().all(|c| c.is_ascii_uppercase() || c == '_'))
    };
    let variables = all.iter().take_while(|w| is_variable(w)).count();
    let rest = all.split_off(variables);
    (all, rest.into_iter().map(|w| if w == "$0" { name.clone() } else { w }).collect())
}

/// The binary under test: the built one, or another that `PYR_BINARY` names (with sanitizers, say).
fn binary() -> PathBuf {
    std::env::var_os("PYR_BINARY").map_or_else(|| env!("CARGO_BIN_EXE_pyr").into(), PathBuf::from)
}

/// What a script printed, and its exit code; `Err` if it did not end in time.
fn run(script: &Path) -> Result<(Vec<u8>, Vec<u8>, i32), String> {
    let dir = script.parent().unwrap_or(Path::new("."));
    let (variables, arguments) = command_line(script);
    let mut command = Command::new(binary());
    let input = std::fs::File::open(script.with_extension("in")).map_or_else(|_| Stdio::null(), Stdio::from);
    command.args(arguments).current_dir(dir).stdin(input);
    for name in ["PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "PYTHONSTARTUP", "PYTHONPATH"] {
        command.env_remove(name);
    }
    command
        .env("PYTHONHASHSEED", "0")
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("NO_COLOR", "1")
        .env("PYTHONIOENCODING", "utf-8");
    command.envs(variables.iter().filter_map(|v| v.split_once('=')));
    let (mut stdout, mut stderr): (
        Option<Box<dyn std::io::Read + Send>>,
        Option<Box<dyn std::io::Read + Send>>,
    ) = (None, None);
    if is_session(script) {
        let (reader, writer) = std::io::pipe().map_err(|e| e.to_string())?;
        command.stderr(writer.try_clone().map_err(|e| e.to_string())?).stdout(writer);
        stdout = Some(Box::new(reader));
    } else {
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
    }
    let mut child = command.spawn().map_err(|e| e.to_string())?;
    // The command holds the writing end of the pipe.
    drop(command);
    if let Some(pipe) = child.stdout.take() {
        stdout = Some(Box::new(pipe));
    }
    if let Some(pipe) = child.stderr.take() {
        stderr = Some(Box::new(pipe));
    }
    let reader = |pipe: Option<Box<dyn std::io::Read + Send>>| {
        std::thread::spawn(move || {
            let mut data = Vec::new();
            if let Some(mut p) = pipe {
                let _ = p.read_to_end(&mut data);
            }
            data
        })
    };
    let (out, err) = (reader(stdout), reader(stderr));
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().map_err(|e| e.to_string())? {
            break status;
        }
        if start.elapsed() > LIMIT {
            let _ = child.kill();
            return Err(format!("did not end in {} s", LIMIT.as_secs()));
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let text = |h: std::thread::JoinHandle<Vec<u8>>| h.join().unwrap_or_default();
    Ok((text(out), text(err), status.code().unwrap_or(-1)))
}

/// The first line in which two texts differ.
fn difference(what: &str, want: &[u8], got: &[u8]) -> Option<String> {
    if want == got {
        return None;
    }
    let (w, g) = (String::from_utf8_lossy(want), String::from_utf8_lossy(got));
    let (mut wl, mut gl) = (w.lines(), g.lines());
    for n in 1.. {
        let (a, b) = (wl.next(), gl.next());
        if a != b {
            return Some(format!("{what} line {n}:\n    want {a:?}\n    got  {b:?}"));
        }
        if a.is_none() {
            break;
        }
    }
    Some(format!("{what} differs at its end"))
}

fn check(script: &Path) -> Result<(), String> {
    let (out, err, code) = run(script)?;
    let dir = std::fs::canonicalize(script.parent().unwrap_or(Path::new("."))).unwrap_or_default();
    // The names of the folder and of the interpreter are no part of a golden.
    let cut = |data: Vec<u8>| {
        let text = String::from_utf8_lossy(&data).replace(env!("CARGO_BIN_EXE_pyr"), "PYR");
        text.replace(&format!("{}/", dir.display()), "").into_bytes()
    };
    let golden = |ext: &str| std::fs::read(script.with_extension(ext)).ok();
    let mut wrong = Vec::new();
    wrong.extend(golden("out").and_then(|want| difference("stdout", &want, &cut(out))));
    let err = cut(err);
    match golden("err") {
        Some(want) => wrong.extend(difference("stderr", &want, &err)),
        None if err.windows(8).any(|w| w == b"pyr bug:") => wrong.push("stderr says `pyr bug:`".to_owned()),
        None => {}
    }
    let want_code = golden("code").and_then(|c| String::from_utf8_lossy(&c).trim().parse().ok()).unwrap_or(0);
    if code != want_code {
        let last = String::from_utf8_lossy(&err).lines().last().unwrap_or("").to_owned();
        wrong.push(format!("exit code {code}, not {want_code} ({last})"));
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n  ")) }
}

fn main() {
    let filters: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    let mut all = Vec::new();
    for root in ROOTS {
        scripts(Path::new(root), &mut all);
    }
    all.sort();
    let shown = |p: &Path| p.strip_prefix("tests").unwrap_or(p).with_extension("").display().to_string();
    let chosen: Vec<PathBuf> = all
        .into_iter()
        .filter(|p| filters.is_empty() || filters.iter().any(|f| shown(p).contains(f)))
        .collect();
    println!("\nrunning {} tests", chosen.len());
    // Scripts that are known not to pass yet: run all the same, reported when they begin to.
    let pending: Vec<String> = std::fs::read_to_string("tests/pending.txt")
        .unwrap_or_default()
        .lines()
        .map(|l| l.split('#').next().unwrap_or("").trim().to_owned())
        .filter(|l| !l.is_empty())
        .collect();
    let waiting = AtomicUsize::new(0);
    let next = AtomicUsize::new(0);
    let failures = Mutex::new(Vec::new());
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(script) = chosen.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let name = shown(script);
                    match check(script) {
                        Ok(()) if pending.contains(&name) => {
                            println!("test {name} ... ok, take it out of tests/pending.txt");
                        }
                        Ok(()) => println!("test {name} ... ok"),
                        Err(_) if pending.contains(&name) => {
                            waiting.fetch_add(1, Ordering::Relaxed);
                            println!("test {name} ... ignored (pending)");
                        }
                        Err(why) => {
                            println!("test {name} ... FAILED\n  {why}");
                            failures.lock().expect("no test panics while it holds the lock").push(name);
                        }
                    }
                }
            });
        }
    });
    let failed = failures.into_inner().expect("all workers have ended");
    let verdict = if failed.is_empty() { "ok" } else { "FAILED" };
    println!(
        "\ntest result: {verdict}. {} passed; {} failed; {} ignored; 0 measured; 0 filtered out",
        chosen.len() - failed.len() - waiting.load(Ordering::Relaxed),
        failed.len(),
        waiting.load(Ordering::Relaxed)
    );
    if !failed.is_empty() {
        std::process::exit(101);
    }
}
