//! The texts of `-h`, `--help-env` and `--help-xoptions`.

/// The first line of help and of every complaint.
pub fn usage(program: &str) -> String {
    format!("usage: {program} [option] ... [-c cmd | -m mod | file | -] [arg] ...\n")
}

const OPTIONS: &str = "\
What to run:
  file           a script, a directory or zip archive with __main__.py
  -c cmd         a program given as text; all that follows belongs to it
  -m mod         a module by its import name; all that follows belongs to it
  -              standard input; without anything: an interactive session
Options:
  -b             warn when bytes meet str (twice: make it an error)
  -B             accepted: pyr never writes .pyc files
  -d             accepted for compatibility
  -E             take no notice of PYTHON* variables
  -h, -?, --help this text
  -i             stay in an interactive session when the program has ended
  -I             isolated: -E, -P and -s together
  -O             leave out assert statements; __debug__ is False (twice: docstrings too)
  -P             do not put the program's directory on sys.path
  -q             an interactive session starts without its banner
  -s             no directory of the user's own packages on sys.path
  -S             start without exit, quit, help and site-packages
  -u             standard output and error are not buffered
  -v             say on standard error which modules are imported
  -V, --version  the version (twice: more of it)
  -W arg         a filter for warnings: action:message:category:module:lineno
  -x             skip the first line of the script
  -X opt         see --help-xoptions
  --virtual-time event loops whose clock jumps where everybody only waits for it
  --help-env     variables of the environment
  --help-all     all of these texts
";

const VARIABLES: &str = "\
Variables of the environment:
  PYTHONSTARTUP             a script to run when an interactive session starts
  PYTHONPATH                directories for sys.path, before the usual ones; ':' between them
  PYTHON_HISTORY            where an interactive session keeps its history
  PYTHON_COLORS             1 or 0: output with colours or without; also NO_COLOR, FORCE_COLOR, TERM=dumb
  PYTHONHASHSEED            'random', or a number that makes hashes of texts the same in every run
  PYTHONIOENCODING          encoding[:errors] of the standard streams
  PYTHONBREAKPOINT          what breakpoint() calls; 0: nothing
  PYTHONDEVMODE             as -X dev
  PYTHONFAULTHANDLER        as -X faulthandler
  PYTHONINTMAXSTRDIGITS     as -X int_max_str_digits
  PYTHONNODEBUGRANGES       as -X no_debug_ranges
  PYTHONPROFILEIMPORTTIME   as -X importtime
  PYTHONUTF8                as -X utf8
  PYTHONDONTWRITEBYTECODE -B    PYTHONINSPECT -i    PYTHONNOUSERSITE -s    PYTHONOPTIMIZE -O
  PYTHONSAFEPATH -P    PYTHONUNBUFFERED -u    PYTHONVERBOSE -v    PYTHONWARNINGS -W
  PYR_STACKS                as -X stacks
  PYR_STDLIB                a directory that takes the place of the built-in standard library
";

const X_OPTIONS: &str = "\
Options behind -X:
  asyncio_compat=0       without asyncio's interface of Python 3.4 to 3.9
  asyncio_watch=TIME     name the calls that hold an event loop for longer than that (50ms, 0.5s)
  dev                    development mode: all warnings, faulthandler, asyncio's debug mode
  faulthandler           enable faulthandler
  importtime             say how long each import took
  int_max_str_digits=N   the longest int that is converted to or from decimal text (0: no limit)
  no_debug_ranges        tracebacks without ^^^^ under the part of the line that failed
  stacks                 SIGUSR1 shows where all threads and tasks are, instead of ending the program
  utf8[=0|1]             UTF-8 mode
  virtual_time           as --virtual-time
  warn_default_encoding  warn where a file is opened without naming its encoding
Others are accepted and found in sys._xoptions.
";

/// The page that an option asks for.
pub fn page(which: char, program: &str) -> String {
    match which {
        'e' => VARIABLES.to_owned(),
        'X' => X_OPTIONS.to_owned(),
        'a' => format!("{}{OPTIONS}\n{VARIABLES}\n{X_OPTIONS}", usage(program)),
        _ => format!("{}{OPTIONS}", usage(program)),
    }
}
