//! The session at a real terminal: the built `pyr` runs behind a pseudo-terminal, keys go in, what comes back is read.
//! What a session does with whole inputs is in `tests/repl`.
#![expect(unsafe_code, reason = "a pseudo-terminal is asked of the operating system")]

use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::{FromRawFd, OwnedFd, RawFd};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

const LIMIT: Duration = Duration::from_secs(40);
const UP: &str = "\x1b[A";
const CTRL_C: &str = "\x03";
const CTRL_D: &str = "\x04";

struct Terminal {
    child: Child,
    master: File,
    raw: RawFd,
    /// Everything that came back.
    seen: String,
    /// How far `wait` has looked.
    looked: usize,
    started: Instant,
    folder: PathBuf,
}

impl Terminal {
    fn start(name: &str, variables: &[(&str, &str)]) -> Terminal {
        let folder = std::env::temp_dir().join(format!("pyr-pty-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder for the history");
        Terminal::start_in(folder, variables)
    }

    fn start_in(folder: PathBuf, variables: &[(&str, &str)]) -> Terminal {
        let (master, slave) = pyr::host::tty::open_pair().expect("a pseudo-terminal");
        pyr::host::tty::set_size(master, 80, 24).expect("a size");
        let mut command = Command::new(env!("CARGO_BIN_EXE_pyr"));
        // SAFETY: `open_pair` gave the descriptor away; each copy has one owner.
        let slave = unsafe { OwnedFd::from_raw_fd(slave) };
        let copy = || slave.try_clone().expect("a copy of a descriptor");
        command.stdin(copy()).stdout(copy()).stderr(copy()).current_dir(&folder);
        for name in ["NO_COLOR", "FORCE_COLOR", "PYTHONSTARTUP", "PYTHONUNBUFFERED", "PYTHON_COLORS"] {
            command.env_remove(name);
        }
        command.env("TERM", "xterm-256color").env("PYTHON_HISTORY", folder.join("history"));
        command.envs(variables.iter().copied());
        // SAFETY: async-signal-safe calls only.
        unsafe {
            command.pre_exec(|| {
                libc::setsid();
                libc::ioctl(0, libc::TIOCSCTTY, 0);
                Ok(())
            });
        }
        let child = command.spawn().expect("pyr starts");
        drop((command, slave));
        // SAFETY: as above.
        let file = unsafe { File::from_raw_fd(master) };
        let mut t = Terminal {
            child,
            master: file,
            raw: master,
            seen: String::new(),
            looked: 0,
            started: Instant::now(),
            folder,
        };
        t.wait("\n>>> ");
        t
    }

    fn send(&mut self, keys: &str) {
        // What comes back is read in between: neither side waits for the other.
        for part in keys.as_bytes().chunks(256) {
            self.master.write_all(part).expect("the terminal takes keys");
            while keys.len() > 256 && self.read(Duration::from_millis(5)) {}
        }
    }

    /// Reads what comes within a time; false: nothing, or the end.
    fn read(&mut self, time: Duration) -> bool {
        let mut p = libc::pollfd { fd: self.raw, events: libc::POLLIN, revents: 0 };
        // SAFETY: one descriptor that lives.
        if unsafe { libc::poll(&raw mut p, 1, time.as_millis() as i32) } <= 0 {
            return false;
        }
        let mut buf = [0; 65536];
        match self.master.read(&mut buf) {
            Ok(n) if n > 0 => {
                self.seen.push_str(&String::from_utf8_lossy(&buf[..n]));
                true
            }
            _ => false,
        }
    }

    /// Waits until a text has come, colours and cursor movements aside.
    fn wait(&mut self, text: &str) {
        let start = Instant::now();
        loop {
            let rest = plain(&self.seen);
            if let Some(i) = rest.get(self.looked..).and_then(|r| r.find(text)) {
                self.looked += i + text.len();
                return;
            }
            assert!(start.elapsed() < LIMIT, "{text:?} did not come; there is {:?}", rest.get(self.looked..));
            self.read(Duration::from_millis(200));
        }
    }

    /// Types a line and waits for what it prints and the next prompt.
    fn type_line(&mut self, line: &str, answer: &str) {
        self.send(&format!("{line}\r"));
        if !answer.is_empty() {
            self.wait(&format!("\n{answer}"));
        }
        self.wait("\n>>> ");
    }

    /// Ends the session; its exit code.
    fn end(&mut self) -> Option<i32> {
        // While a statement still ends, the key is the terminal's.
        while self.child.try_wait().expect("a child").is_none() && self.started.elapsed() < 3 * LIMIT {
            self.send(CTRL_D);
            self.read(Duration::from_millis(500));
        }
        self.exit_code()
    }

    fn exit_code(&mut self) -> Option<i32> {
        let start = Instant::now();
        while start.elapsed() < LIMIT {
            if let Some(status) = self.child.try_wait().expect("a child") {
                return status.code();
            }
            self.read(Duration::from_millis(20));
        }
        None
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// A text without escape sequences and carriage returns.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\x1b' if chars.next_if_eq(&'[').is_some() => {
                let _ = chars.by_ref().find(|c| c.is_ascii_alphabetic() || *c == '~');
            }
            '\x1b' => drop(chars.next()),
            '\r' => {}
            c => out.push(c),
        }
    }
    out
}

#[test]
fn a_block_is_typed_recalled_and_changed() {
    let mut t = Terminal::start("block", &[]);
    t.send("class A:\rdef f(self, n):\rreturn n * 2\r\r");
    t.wait("\n>>> ");
    t.type_line("A().f(21)", "42");
    // Two up: the class as one entry, the cursor at its end; one more: its middle line.
    t.send(&format!("{UP}{UP}\x7f3\r\r"));
    t.wait("\n>>> ");
    t.type_line("A().f(21)", "63");
    t.type_line("1/0", "Traceback (most recent call last):");
    assert!(
        plain(&t.seen).contains("File \"<python-input-4>\", line 1, in <module>"),
        "{:?}",
        plain(&t.seen)
    );
    t.type_line("_ + 1, _1, Out[2]", "(64, 42, 63)");
    assert_eq!(t.end(), Some(0));
}

#[test]
fn names_are_completed() {
    let mut t = Terminal::start("complete", &[]);
    t.type_line("import os", "");
    t.send("os.getcw\t");
    t.type_line("().startswith('/')", "True");
    t.type_line(
        "class P:\rdef __init__(self): self.only_one = 7\r@property\rdef danger(self): print('RAN')\r",
        "",
    );
    t.type_line("p = P()", "");
    t.send("p.only\t");
    t.type_line("", "7");
    t.send("p.dan\t\r");
    t.wait("\n>>> ");
    t.type_line("d = {'some key': 8}", "");
    t.send("d['some\t");
    t.type_line("", "8");
    t.send("print(1, 2, se\t=3");
    t.send(CTRL_C);
    t.wait("KeyboardInterrupt");
    assert_eq!(plain(&t.seen).matches("\nRAN").count(), 1, "only Enter runs the property");
    assert_eq!(t.end(), Some(0));
}

#[test]
fn control_c_and_control_d() {
    let mut t = Terminal::start("keys", &[]);
    t.send("while True: pass\r\r");
    std::thread::sleep(Duration::from_millis(300));
    t.send(CTRL_C);
    t.wait("KeyboardInterrupt");
    t.wait("\n>>> ");
    t.send("half a line");
    t.send(CTRL_C);
    t.wait("KeyboardInterrupt");
    t.type_line("1 + 1", "2");
    t.type_line("exit(3) if False else 'still here'", "'still here'");
    t.send("exit\r");
    assert_eq!(t.exit_code(), Some(0));
    let mut t = Terminal::start("keys2", &[]);
    t.send("raise SystemExit(5)\r");
    assert_eq!(t.exit_code(), Some(5));
}

#[test]
fn a_paste_of_many_lines_runs_at_once() {
    let mut t = Terminal::start("paste", &[]);
    let mut text = String::from("def big(n):\n    total = 0\n");
    for i in 0..250 {
        text.push_str(&format!("    if n > {i}:\n        total += {i}\n"));
    }
    text.push_str("    return total\n\nx = big(1000)\nx\n");
    t.send(&format!("\x1b[200~{text}\x1b[201~"));
    t.type_line("", "31125");
    // Bytes that are no text do no harm.
    t.send("\x1b[200~a\u{0}b\u{7}\x1b[201~");
    t.send(CTRL_C);
    t.wait("KeyboardInterrupt");
    t.type_line("2 + 2", "4");
    assert_eq!(t.end(), Some(0));
}

#[test]
fn wide_characters_and_another_size() {
    let mut t = Terminal::start("wide", &[]);
    t.type_line("名 = '中文 😀'", "");
    t.send("名 + '字'\x1b[D\x7f符\r");
    t.wait("\n'中文 😀符'");
    t.wait("\n>>> ");
    pyr::host::tty::set_size(t.raw, 30, 10).expect("a size");
    t.type_line("'a' * 50", &format!("'{}", "a".repeat(20)));
    assert_eq!(t.end(), Some(0));
}

#[test]
fn history_outlives_the_session() {
    let mut t = Terminal::start("history", &[]);
    t.send("if 1:\r'first'\r\r");
    t.wait("\n'first'");
    t.wait("\n>>> ");
    // The terminal goes away without a word.
    let folder = t.folder.clone();
    let _ = t.child.kill();
    let _ = t.child.wait();
    let mut again = Terminal::start_in(folder, &[]);
    again.send(&format!("{UP}\r\r"));
    again.wait("\n'first'");
    again.wait("\n>>> ");
    assert_eq!(again.end(), Some(0));
}

#[test]
fn colours_can_be_switched_off() {
    let coloured =
        |seen: &str| seen.contains("\x1b[1;34m") || seen.contains("\x1b[32m") || seen.contains("\x1b[35m");
    let mut t = Terminal::start("colours", &[]);
    t.type_line("def f(): return 'x'\r", "");
    assert!(coloured(&t.seen));
    assert_eq!(t.end(), Some(0));
    for (name, value) in [("NO_COLOR", "1"), ("PYTHON_COLORS", "0"), ("TERM", "dumb")] {
        let mut t = Terminal::start(&format!("plain-{name}"), &[(name, value)]);
        t.type_line("'x'", "'x'");
        t.type_line("1/0", "Traceback");
        assert!(!coloured(&t.seen), "{name}: {:?}", t.seen);
        assert_eq!(t.end(), Some(0), "{name}");
    }
}

#[test]
fn await_and_commands_at_the_prompt() {
    let mut t = Terminal::start("await", &[]);
    t.type_line("import asyncio", "");
    t.type_line("await asyncio.sleep(0.01, 'slept')", "'slept'");
    t.type_line("t = asyncio.create_task(asyncio.sleep(0.01, 'made'))", "");
    t.type_line("await t", "'made'");
    t.type_line("!echo from the $((40 + 2)) shell", "from the 42 shell");
    t.type_line("def twice(n: int):\r'Doubles.'\rreturn 2 * n\r", "");
    t.type_line("twice?", "type:      function");
    t.type_line("%magic", "  %all");
    t.type_line("%nothing", "no command %nothing");
    assert_eq!(t.end(), Some(0));
}

#[test]
fn the_terminal_is_closed() {
    let mut t = Terminal::start("closed", &[]);
    t.type_line("x = 1", "");
    let null = File::options().read(true).write(true).open("/dev/null").expect("the null device");
    drop(std::mem::replace(&mut t.master, null));
    t.raw = -1;
    let start = Instant::now();
    while t.child.try_wait().expect("a child").is_none() {
        assert!(start.elapsed() < LIMIT, "pyr outlives its terminal");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// How long a key takes while a block of 300 lines is edited: reported, not judged.
#[test]
fn keys_in_a_long_block() {
    let mut t = Terminal::start("latency", &[]);
    let body: String = (0..300).map(|i| format!("    x{i} = [{i}, 'text']  # {i}\n")).collect();
    t.send(&format!("\x1b[200~def f():\n{body}\x1b[201~"));
    while t.read(Duration::from_millis(500)) {}
    let mut times = Vec::new();
    for key in "    return".chars() {
        let start = Instant::now();
        t.send(&key.to_string());
        t.read(LIMIT);
        times.push(start.elapsed());
        while t.read(Duration::from_millis(50)) {}
    }
    times.sort();
    println!(
        "a key in a block of 300 lines: median {:?}, longest {:?}",
        times[times.len() / 2],
        times[times.len() - 1]
    );
    t.send(CTRL_C);
    t.wait("KeyboardInterrupt");
    assert_eq!(t.end(), Some(0));
}
