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
        let mut t = Terminal::spawn(folder, variables, &[]);
        t.wait("\n>>> ");
        t
    }

    /// A program instead of a session.
    fn run(name: &str, variables: &[(&str, &str)], args: &[&str]) -> Terminal {
        let folder = std::env::temp_dir().join(format!("pyr-pty-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder for the history");
        Terminal::spawn(folder, variables, args)
    }

    fn spawn(folder: PathBuf, variables: &[(&str, &str)], args: &[&str]) -> Terminal {
        let (master, slave) = pyr::host::tty::open_pair().expect("a pseudo-terminal");
        pyr::host::tty::set_size(master, 80, 24).expect("a size");
        let mut command = Command::new(env!("CARGO_BIN_EXE_pyr"));
        command.args(args);
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
        Terminal {
            child,
            master: file,
            raw: master,
            seen: String::new(),
            looked: 0,
            started: Instant::now(),
            folder,
        }
    }

    fn send(&mut self, keys: &str) {
        self.send_bytes(keys.as_bytes());
    }

    fn signal(&self, signal: i32) {
        // SAFETY: the child runs.
        unsafe { libc::kill(self.child.id() as i32, signal) };
    }

    /// Whether the session still has the terminal open: a key for nobody would be waited for.
    fn takes_keys(&self) -> bool {
        let mut p = libc::pollfd { fd: self.raw, events: libc::POLLOUT, revents: 0 };
        // SAFETY: one descriptor that lives.
        unsafe { libc::poll(&raw mut p, 1, 0) };
        p.revents == libc::POLLOUT
    }

    fn send_bytes(&mut self, keys: &[u8]) {
        // What comes back is read in between: neither side waits for the other.
        for part in keys.chunks(256) {
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

    /// Waits until the program edits lines: keys that come earlier are the terminal's, which shows and edits them itself.
    fn wait_for_editor(&mut self) {
        let start = Instant::now();
        loop {
            // SAFETY: plain data, filled by the call.
            let modes = unsafe {
                let mut modes: libc::termios = std::mem::zeroed();
                (libc::tcgetattr(self.raw, &raw mut modes) == 0).then_some(modes)
            };
            if modes.is_some_and(|m| m.c_lflag & libc::ICANON == 0) {
                return;
            }
            assert!(start.elapsed() < LIMIT, "nothing edits lines");
            self.read(Duration::from_millis(20));
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
            if self.takes_keys() {
                self.send(CTRL_D);
            }
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

/// A text without escape sequences and carriage returns. The blank line that a prompt begins with is taken away, or ends
/// the line that it comes behind.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut parts = text.split("\r\x1b[K").peekable();
    let mut i = 0;
    while let Some(part) = parts.next() {
        if i > 0 && !out.is_empty() && !out.ends_with('\n') {
            out.push('\n');
        }
        i += 1;
        plain_part(if parts.peek().is_some() { part.trim_end_matches(' ') } else { part }, &mut out);
    }
    out
}

fn plain_part(text: &str, out: &mut String) {
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
    t.send_bytes(b"\x1b[200~\x80\xff\xfe\n1/0\n\x1b[201~");
    t.wait("That was no text");
    t.wait("\n>>> ");
    t.type_line("2 + 3", "5");
    t.type_line("\x1b[200~a\u{0} = 1\x1b[201~", "SyntaxError: source code string cannot contain null bytes");
    t.send(&format!("\x1b[200~long = '{}'\x1b[201~\r", "x".repeat(1 << 20)));
    while t.read(Duration::from_secs(3)) {}
    (t.seen, t.looked) = (String::new(), 0);
    t.type_line("len(long)", "1048576");
    // Copied with its prompts.
    t.send("\x1b[200~>>> for i in (1, 2):\n...     print('copied', i)\n...\ncopied 1\n\x1b[201~\r");
    t.wait("\ncopied 2");
    t.wait("\n>>> ");
    assert_eq!(t.end(), Some(0));
}

#[test]
fn what_is_typed_ahead_comes_once() {
    let mut t = Terminal::start("ahead", &[]);
    t.type_line("import time", "");
    t.send("print('begun', end=''); time.sleep(1)\r");
    t.wait("\nbegun");
    t.send("x = 5\rif x:\r    y = x + 1\r\rx + y +");
    t.wait(">>> x + y +");
    t.type_line(" 30", "41");
    assert!(plain(&t.seen).contains("\nbegun"), "what was printed stays: {:?}", plain(&t.seen));
    t.send("name = input('your name? ')\r");
    t.wait("\nyour name? ");
    t.send("Bn\x1b[Do\r");
    t.wait("\n>>> ");
    t.type_line("name", "'Bon'");
    assert_eq!(t.end(), Some(0));
}

#[test]
fn long_results_are_shortened() {
    let mut t = Terminal::start("long", &[]);
    t.type_line("list(range(5000))", "[0, 1, 2");
    assert!(plain(&t.seen).contains("more lines; %all shows everything"));
    assert!(!plain(&t.seen).contains(" 2500,"));
    t.type_line("_[2500], list(range(5))", "(2500, [0, 1, 2, 3, 4])");
    assert_eq!(t.end(), Some(0));
}

#[test]
fn errors_say_what_was_meant() {
    let mut t = Terminal::start("hints", &[]);
    for (line, hint) in [
        ("x = （1)", "the character is FULLWIDTH LEFT PARENTHESIS; Python writes '('"),
        ("Whille True:\r", "Did you mean: 'while'?"),
        ("import mth", "Did you mean: 'math'?"),
        ("sqrt(2)", "from math import sqrt"),
        ("a = [1, 2)", "'[' was opened in line 1:\n    a = [1, 2)\n        ^"),
        ("[].push(1)", "Did you mean: 'append'?"),
    ] {
        t.send(&format!("{line}\r"));
        t.wait(&format!("\nhint: {hint}"));
        t.wait("\n>>> ");
    }
    t.type_line("async def f(): return 1\r", "");
    t.send("f() + 1\r");
    t.wait("\nhint: a coroutine runs when it is awaited");
    t.wait("\n>>> ");
    assert_eq!(t.end(), Some(0));
}

#[test]
fn tasks_print_above_the_line_and_usr1_shows_them() {
    let mut t = Terminal::start("tasks", &[]);
    t.type_line("import asyncio, os, signal", "");
    t.send("async def tick():\rfor i in range(3):\rawait asyncio.sleep(1.5)\rprint('tick', i)\r\r");
    t.wait("\n>>> ");
    t.type_line("async def bad():\rawait asyncio.sleep(0.1)\r1/0\r", "");
    t.type_line("ts = [asyncio.create_task(tick()), asyncio.create_task(bad())]", "");
    t.send("ts and 'half' + ");
    t.wait("ZeroDivisionError: division by zero");
    t.wait("tick 0\n");
    t.wait(">>> ts and 'half' + ");
    t.signal(libc::SIGUSR1);
    t.wait("Task 'Task-");
    t.wait("File \"<python-input-1>\", line 3 in tick");
    t.wait("tick 2\n");
    t.wait(">>> ts and 'half' + ");
    t.type_line("'line'", "'halfline'");
    t.send("os.kill(os.getpid(), signal.SIGUSR1); 'lives'\r");
    t.wait("(most recent call first):");
    t.wait("\n'lives'");
    t.wait("\n>>> ");
    assert_eq!(t.end(), Some(0));
}

#[test]
fn programs_edit_with_readline() {
    let program = "import readline\n\
        words = ['apple', 'apricot']\n\
        readline.set_completer(lambda text, n: ([w for w in words if w.startswith(text)] + [None])[n])\n\
        readline.parse_and_bind('tab: complete')\n\
        readline.set_startup_hook(lambda: readline.insert_text('one '))\n\
        first = input('first> ')\n\
        readline.set_startup_hook()\n\
        print('partial ', end='')\n\
        print([first, input(), readline.get_history_item(1)])\n\
        print([input('third> ')])\n\
        try: input('> ')\n\
        except KeyboardInterrupt: print('interrupted')\n\
        try: input('> ')\n\
        except EOFError: print('ended')\n";
    let mut t = Terminal::run("readline", &[], &["-c", program]);
    t.wait("first> one ");
    t.wait_for_editor();
    t.send("app\t!\r");
    t.wait("\npartial ");
    t.wait_for_editor();
    t.send("two\x1b[D\x1b[D\x7fT\r");
    t.wait("\n['one apple!', 'Two', 'one apple!']");
    t.wait("third> ");
    t.wait_for_editor();
    t.send(&format!("{UP}{UP}?\r"));
    t.wait("\n['one apple!?']");
    t.wait("> ");
    t.wait_for_editor();
    t.send(&format!("forgotten{CTRL_C}"));
    t.wait("\ninterrupted");
    t.wait("> ");
    t.wait_for_editor();
    t.send(CTRL_D);
    t.wait("\nended");
    assert_eq!(t.exit_code(), Some(0));
}

#[test]
fn the_debugger_at_a_terminal() {
    let mut t = Terminal::start("pdb", &[]);
    t.type_line("def f(n):\rbreakpoint()\rreturn n * 2\r", "");
    t.send("f(4)\r");
    t.wait("(Pdb) ");
    t.send("n\r");
    t.wait("-> return n * 2");
    t.wait("(Pdb) ");
    t.send("p n + 38\r");
    t.wait("\n42");
    t.wait("(Pdb) ");
    t.send(&format!("{UP}\r"));
    t.wait("\n42");
    t.wait("(Pdb) ");
    t.send("c\r");
    t.wait("\n8");
    t.wait("\n>>> ");
    t.type_line("1 + 1", "2");
    assert_eq!(t.end(), Some(0));
}

#[test]
fn help_knows_the_language() {
    let mut t = Terminal::start("help", &[("PAGER", "cat"), ("MANPAGER", "cat")]);
    t.type_line("help('if')", "The if statement");
    t.send("help\r");
    t.wait("\nhelp> ");
    t.send("+=\r");
    t.wait("\nAugmented assignment");
    t.wait("\nhelp> ");
    t.send("q\r");
    t.wait("\n>>> ");
    assert_eq!(t.end(), Some(0));
}

#[test]
fn a_history_that_cannot_be_used_is_none() {
    for (name, value) in
        [("zero", "/dev/zero"), ("full", "/dev/full"), ("folder", "/"), ("none", "/nonexistent/x/y")]
    {
        let mut t = Terminal::start(&format!("history-{name}"), &[("PYTHON_HISTORY", value)]);
        t.type_line("1 + 1", "2");
        t.send(&format!("{UP}\r"));
        t.wait("\n2");
        t.wait("\n>>> ");
        assert_eq!(t.end(), Some(0), "{name}");
    }
    let mut t = Terminal::start("history-bytes", &[]);
    t.type_line("'kept'", "'kept'");
    assert_eq!(t.end(), Some(0));
    let folder = t.folder.clone();
    std::mem::forget(t);
    let bytes: Vec<u8> = (0..100_000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    std::fs::write(folder.join("history"), bytes).expect("a file");
    let mut t = Terminal::start_in(folder, &[]);
    t.type_line("3 + 3", "6");
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
    t.wait_for_editor();
    // What comes in one piece is shown when all of it is there.
    t.send("def f(): return 'x'");
    t.wait("def f(): return 'x'");
    t.send("\r\r");
    t.wait("\n>>> ");
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
