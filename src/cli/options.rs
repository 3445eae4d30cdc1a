//! Options: the argument vector and the `PYTHON*` variables become one plain table. Nothing here runs Python code or
//! prints; what the options do is in `cli/mod.rs`, the texts of `--help` are in `cli/help.rs`.

use super::help;
use crate::host::env;
use std::collections::BTreeMap;

/// What the command line asks to run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Program {
    /// `-c TEXT`
    Command(Vec<u8>),
    /// `-m NAME`
    Module(Vec<u8>),
    /// A file, a directory or an archive.
    File(Vec<u8>),
    /// `-`, or nothing: standard input.
    #[default]
    Stdin,
}

/// Everything that the command line and the environment say.
#[derive(Debug, Default)]
pub struct Options {
    /// What to run.
    pub program: Program,
    /// `sys.argv`
    pub argv: Vec<Vec<u8>>,
    /// Values of `sys.flags` by name, and `unbuffered`, `skip_first_line`, `import_time`, `no_debug_ranges`,
    /// `faulthandler`, `hash_pycs`, which `sys.flags` does not show.
    pub flags: BTreeMap<&'static str, i64>,
    /// `-X` options in order: name, value.
    pub xoptions: Vec<(Vec<u8>, Option<Vec<u8>>)>,
    /// `sys.warnoptions`
    pub warnings: Vec<Vec<u8>>,
    /// The seed that `PYTHONHASHSEED` gives; `None`: a random one.
    pub hash_seed: Option<u32>,
}

/// The command line ends the run at once.
#[derive(Debug, PartialEq, Eq)]
pub struct Stop {
    /// What to print: on standard output if the code is zero.
    pub text: String,
    /// The exit code.
    pub code: i32,
}

/// Flags that count how often their letter is given.
const COUNTED: &[&str] = &["bytes_warning", "debug", "optimize", "verbose", "version"];

/// Letters that set flags.
const LETTERS: &[(u8, &[&str])] = &[
    (b'b', &["bytes_warning"]),
    (b'B', &["dont_write_bytecode"]),
    (b'd', &["debug"]),
    (b'E', &["ignore_environment"]),
    (b'i', &["inspect", "interactive"]),
    (b'I', &["isolated"]),
    (b'O', &["optimize"]),
    (b'P', &["safe_path"]),
    (b'q', &["quiet"]),
    (b'R', &["random_hashes"]),
    (b's', &["no_user_site"]),
    (b'S', &["no_site"]),
    (b'u', &["unbuffered"]),
    (b'v', &["verbose"]),
    (b'x', &["skip_first_line"]),
];

/// Variables that raise flags: to their number if they are one, else to 1.
const VARIABLES: &[(&str, &str)] = &[
    ("PYTHONDEBUG", "debug"),
    ("PYTHONDONTWRITEBYTECODE", "dont_write_bytecode"),
    ("PYTHONINSPECT", "inspect"),
    ("PYTHONNOUSERSITE", "no_user_site"),
    ("PYTHONOPTIMIZE", "optimize"),
    ("PYTHONUNBUFFERED", "unbuffered"),
    ("PYTHONVERBOSE", "verbose"),
];

/// Variables and `-X` options that are on or off.
const SWITCHES: &[(&str, &str, &str)] = &[
    ("PYTHONDEVMODE", "dev", "dev_mode"),
    ("PYTHONFAULTHANDLER", "faulthandler", "faulthandler"),
    ("PYTHONNODEBUGRANGES", "no_debug_ranges", "no_debug_ranges"),
    ("PYTHONPROFILEIMPORTTIME", "importtime", "import_time"),
    ("PYTHONSAFEPATH", "", "safe_path"),
    ("PYTHONWARNDEFAULTENCODING", "warn_default_encoding", "warn_default_encoding"),
];

fn usage_error(program: &str, what: &str) -> Stop {
    let text = format!("{what}\n{}Try `pyr -h' for more information.\n", help::usage(program));
    Stop { text, code: 2 }
}

/// An error of the configuration, in the words that CPython uses for it.
fn fatal(place: &str, what: &str) -> Stop {
    let state = if place.starts_with("preconfig") { "preinitializing" } else { "preinitialized" };
    let text = format!("Fatal Python error: {place}: {what}\nPython runtime state: {state}\n\n");
    Stop { text, code: 1 }
}

/// Reads an argument vector (the program name first) and the environment.
pub fn parse(args: &[Vec<u8>], version: &str) -> Result<Options, Stop> {
    let mut o = Options::default();
    let program = args.first().map_or("pyr".into(), |a| String::from_utf8_lossy(a).into_owned());
    let mut stop = None;
    let mut given_warnings = Vec::new();
    let rest = read_arguments(&mut o, args, &program, &mut given_warnings, &mut stop)?;
    match stop {
        Some('V') => {
            let short = version.split(' ').next().unwrap_or_default();
            let shown = if o.flag("version") > 1 { version } else { short };
            return Err(Stop { text: format!("Python {shown}\n"), code: 0 });
        }
        Some(page) => return Err(Stop { text: help::page(page, &program), code: 0 }),
        None => {}
    }
    if o.flag("isolated") > 0 {
        ["ignore_environment", "no_user_site", "safe_path"].iter().for_each(|f| o.raise(f, 1));
    }
    env::ignore_python_variables(o.flag("ignore_environment") > 0);
    let first = match &o.program {
        Program::Command(_) => b"-c".to_vec(),
        Program::Module(_) => b"-m".to_vec(),
        Program::File(name) => name.clone(),
        Program::Stdin => args.get(rest.wrapping_sub(1)).filter(|a| *a == b"-").cloned().unwrap_or_default(),
    };
    o.argv = std::iter::once(first).chain(args.iter().skip(rest).cloned()).collect();
    read_environment(&mut o)?;
    let mut warnings: Vec<Vec<u8>> = Vec::new();
    if o.flag("dev_mode") > 0 {
        warnings.push(b"default".to_vec());
    }
    let variable = env::python("PYTHONWARNINGS").unwrap_or_default();
    warnings.extend(variable.split(|c| *c == b',').filter(|p| !p.is_empty()).map(<[u8]>::to_vec));
    warnings.append(&mut given_warnings);
    match o.flag("bytes_warning") {
        0 => {}
        1 => warnings.push(b"default::BytesWarning".to_vec()),
        _ => warnings.push(b"error::BytesWarning".to_vec()),
    }
    // An option that is given again counts where it is given last.
    for (i, w) in warnings.iter().enumerate() {
        if !warnings[i + 1..].contains(w) {
            o.warnings.push(w.clone());
        }
    }
    Ok(o)
}

/// Reads the options; the index of the first argument of the program.
fn read_arguments(
    o: &mut Options,
    args: &[Vec<u8>],
    program: &str,
    warnings: &mut Vec<Vec<u8>>,
    stop: &mut Option<char>,
) -> Result<usize, Stop> {
    let mut i = 1;
    while let Some(arg) = args.get(i) {
        i += 1;
        match arg.as_slice() {
            b"-" => return Ok(i),
            b"--" => break,
            [b'-', b'-', long @ ..] => match long {
                b"help" => *stop = Some('h'),
                b"help-env" => *stop = Some('e'),
                b"help-xoptions" => *stop = Some('X'),
                b"help-all" => *stop = Some('a'),
                b"virtual-time" => o.xoptions.push((b"virtual_time".to_vec(), None)),
                b"version" => {
                    o.raise_by("version", 1);
                    *stop = Some('V');
                }
                b"check-hash-based-pycs" => {
                    let Some(value) = args.get(i).map(Vec::as_slice) else {
                        let what = "Argument expected for the --check-hash-based-pycs options";
                        return Err(usage_error(program, what));
                    };
                    let Some(n) = [&b"default"[..], b"always", b"never"].iter().position(|w| *w == value)
                    else {
                        let what = "--check-hash-based-pycs must be one of 'default', 'always', or 'never'";
                        return Err(usage_error(program, what));
                    };
                    o.flags.insert("hash_pycs", n as i64);
                    i += 1;
                }
                _ => {
                    return Err(usage_error(
                        program,
                        &format!("unknown option {}", String::from_utf8_lossy(arg)),
                    ));
                }
            },
            [b'-', letters @ ..] => {
                let mut letters = letters;
                while let [letter, rest @ ..] = letters {
                    letters = rest;
                    if let Some((_, flags)) = LETTERS.iter().find(|(l, _)| l == letter) {
                        flags.iter().for_each(|f| o.raise_by(f, 1));
                        continue;
                    }
                    match letter {
                        b'h' | b'?' => *stop = stop.or(Some('h')),
                        b'V' => {
                            o.raise_by("version", 1);
                            *stop = stop.or(Some('V'));
                        }
                        b'c' | b'm' | b'W' | b'X' => {
                            let value = if rest.is_empty() {
                                i += 1;
                                args.get(i - 1).cloned()
                            } else {
                                Some(rest.to_vec())
                            };
                            letters = &[];
                            let Some(value) = value else {
                                let letter = char::from(*letter);
                                let what = format!("Argument expected for the -{letter} option");
                                return Err(usage_error(program, &what));
                            };
                            match letter {
                                b'c' => o.program = Program::Command(value),
                                b'm' => o.program = Program::Module(value),
                                b'W' => warnings.push(value),
                                _ => o.add_x(&value),
                            }
                            if matches!(letter, b'c' | b'm') {
                                return Ok(i.min(args.len()));
                            }
                        }
                        b'J' => return Err(usage_error(program, "-J is reserved for Jython")),
                        other => {
                            let what = format!("Unknown option: -{}", char::from(*other));
                            return Err(usage_error(program, &what));
                        }
                    }
                }
            }
            file => {
                o.program = Program::File(file.to_vec());
                return Ok(i);
            }
        }
    }
    if let Some(file) = args.get(i) {
        o.program = Program::File(file.clone());
        i += 1;
    }
    Ok(i.min(args.len()))
}

fn number(text: &[u8]) -> Option<i64> {
    std::str::from_utf8(text).ok()?.trim().parse().ok()
}

fn read_environment(o: &mut Options) -> Result<(), Stop> {
    for (variable, flag) in VARIABLES {
        if let Some(v) = env::python(variable) {
            o.raise(flag, number(&v).filter(|n| *n >= 0).unwrap_or(1));
        }
    }
    for (variable, x, flag) in SWITCHES {
        if env::python(variable).is_some() || (!x.is_empty() && o.x(x).is_some()) {
            o.raise(flag, 1);
        }
    }
    if o.flag("dev_mode") > 0 {
        o.raise("faulthandler", 1);
    }
    let switch = |given: Option<&[u8]>| match given {
        None => Ok(None),
        Some(b"1") => Ok(Some(1)),
        Some(b"0") => Ok(Some(0)),
        Some(_) => Err(()),
    };
    let variable = env::python("PYTHONUTF8");
    let utf8 = match o.x("utf8") {
        Some(v) => switch(Some(v.unwrap_or(b"1"))).map_err(|()| "invalid -X utf8 option value"),
        None => switch(variable.as_deref()).map_err(|()| "invalid PYTHONUTF8 environment variable value"),
    };
    let utf8 = utf8.map_err(|what| fatal("preconfig_init_utf8_mode", what))?;
    if let Some(n) = utf8 {
        o.flags.insert("utf8_mode", n);
    }
    let digits = |text: &[u8]| number(text).filter(|n| *n == 0 || (640..=i64::from(i32::MAX)).contains(n));
    let wrong = |who: &str| {
        let what = format!("{who}: invalid limit; must be >= 640 or 0 for unlimited.");
        fatal("config_init_int_max_str_digits", &what)
    };
    if let Some(v) = env::python("PYTHONINTMAXSTRDIGITS") {
        let n = digits(&v).ok_or_else(|| wrong("PYTHONINTMAXSTRDIGITS"))?;
        o.flags.insert("int_max_str_digits", n);
    }
    if let Some(v) = o.x("int_max_str_digits") {
        let n = v.and_then(digits).ok_or_else(|| wrong("-X int_max_str_digits"))?;
        o.flags.insert("int_max_str_digits", n);
    }
    let frames = |text: &[u8], who: &str| {
        let wrong = || fatal("config_init_tracemalloc", &format!("{who}: invalid number of frames"));
        number(text).filter(|n| (0..=65535).contains(n)).ok_or_else(wrong)
    };
    if let Some(v) = env::python("PYTHONTRACEMALLOC") {
        let n = frames(&v, "PYTHONTRACEMALLOC")?;
        o.flags.insert("tracemalloc", n);
    }
    if let Some(v) = o.x("tracemalloc") {
        let n = v.map_or(Ok(1), |v| frames(v, "-X tracemalloc=NFRAME"))?;
        o.flags.insert("tracemalloc", n);
    }
    let gil = o.x("gil").map(|v| v.unwrap_or_default().to_vec()).or_else(|| env::python("PYTHON_GIL"));
    match gil.as_deref() {
        None | Some(b"1") => {}
        Some(b"0") => {
            return Err(fatal("config_read_gil", "Disabling the GIL is not supported by this build"));
        }
        Some(_) => return Err(fatal("config_read_gil", "PYTHON_GIL / -X gil must be \"0\" or \"1\"")),
    }
    match env::python("PYTHONHASHSEED").as_deref() {
        None | Some(b"random") => {}
        Some(_) if o.flag("random_hashes") > 0 => {}
        Some(v) => match number(v).and_then(|n| u32::try_from(n).ok()) {
            Some(n) => {
                o.hash_seed = Some(n);
                o.flags.insert("hash_randomization", i64::from(n != 0));
            }
            None => {
                let what = "PYTHONHASHSEED must be \"random\" or an integer in range [0; 4294967295]";
                return Err(fatal("config_init_hash_seed", what));
            }
        },
    }
    Ok(())
}

impl Options {
    /// The value of a flag.
    pub fn flag(&self, name: &str) -> i64 {
        self.flags.get(name).copied().unwrap_or(0)
    }

    fn raise(&mut self, name: &'static str, to: i64) {
        let n = self.flags.entry(name).or_insert(0);
        *n = (*n).max(to);
    }

    fn raise_by(&mut self, name: &'static str, by: i64) {
        let n = self.flags.entry(name).or_insert(0);
        *n = if COUNTED.contains(&name) { *n + by } else { 1 };
    }

    fn add_x(&mut self, text: &[u8]) {
        let mut parts = text.splitn(2, |c| *c == b'=');
        let name = parts.next().unwrap_or_default().to_vec();
        self.xoptions.push((name, parts.next().map(<[u8]>::to_vec)));
    }

    /// An `-X` option, the last one of that name: its value if it has one.
    pub fn x(&self, name: &str) -> Option<Option<&[u8]>> {
        self.xoptions.iter().rev().find(|(n, _)| n == name.as_bytes()).map(|(_, v)| v.as_deref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(args: &[&str]) -> Result<Options, Stop> {
        let args: Vec<Vec<u8>> = std::iter::once(&"pyr").chain(args).map(|a| a.as_bytes().to_vec()).collect();
        parse(&args, "3.13.5 (pyr) [Rust]")
    }

    #[test]
    fn letters_stand_together_and_the_program_ends_them() {
        let o = parsed(&["-OOBc", "pass", "-O", "x"]).expect("valid");
        assert_eq!((o.flag("optimize"), o.flag("dont_write_bytecode")), (2, 1));
        assert_eq!(o.program, Program::Command(b"pass".to_vec()));
        assert_eq!(o.argv, [b"-c".to_vec(), b"-O".to_vec(), b"x".to_vec()]);
    }

    #[test]
    fn an_option_that_is_not_known_ends_with_two() {
        let stop = parsed(&["-hZ"]).expect_err("no such option");
        let want = "Unknown option: -Z\nusage: pyr [option] ... [-c cmd | -m mod | file | -] [arg] ...\n\
                    Try `pyr -h' for more information.\n";
        assert_eq!((stop.text.as_str(), stop.code), (want, 2));
    }

    #[test]
    fn a_lone_dash_is_standard_input() {
        assert_eq!(parsed(&["-", "a"]).expect("valid").argv, [b"-".to_vec(), b"a".to_vec()]);
        assert_eq!(parsed(&[]).expect("valid").argv, [b"".to_vec()]);
    }

    #[test]
    fn versions_are_short_and_long() {
        assert_eq!(parsed(&["-V"]).expect_err("stops").text, "Python 3.13.5\n");
        assert_eq!(parsed(&["-VV"]).expect_err("stops").text, "Python 3.13.5 (pyr) [Rust]\n");
    }
}
