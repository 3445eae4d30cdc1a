//! `termios`: settings of terminals.

use crate::host::tty::{self, Settings};
use crate::host::{Errno, Sys, strerror};
use crate::modules::os_support::{blocking, c_int, file_descriptor};
use crate::object::args::Args;
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::spec::{ModuleSpec, function};
use crate::types::list::List;
use crate::types::{bytes, dict, exception, int, list, module, str_, tuple};
use crate::vm::{PyResult, Raised, Vm, api};

macro_rules! constants {
    ($($name:ident)*) => {
        &[$((stringify!($name), libc::$name as i64)),*]
    };
}

static CONSTANTS: &[(&str, i64)] = constants! {
    B0 B50 B75 B110 B134 B150 B200 B300 B600 B1200 B1800 B2400 B4800 B9600 B19200 B38400 B57600 B115200 B230400 B460800
    B500000 B576000 B921600 B1000000 B1152000 B1500000 B2000000 B2500000 B3000000 B3500000 B4000000 BRKINT BS0 BS1
    BSDLY CBAUD CBAUDEX CIBAUD CLOCAL CR0 CR1 CR2 CR3 CRDLY CREAD CRTSCTS CS5 CS6 CS7 CS8 CSIZE CSTOPB ECHO ECHOCTL ECHOE
    ECHOK ECHOKE ECHONL ECHOPRT EXTA EXTB EXTPROC FF0 FF1 FFDLY FIOCLEX FIONBIO FIONREAD FLUSHO HUPCL ICANON ICRNL
    IEXTEN IGNBRK IGNCR IGNPAR IMAXBEL INLCR INPCK ISIG ISTRIP IUCLC IUTF8 IXANY IXOFF IXON NCCS NL0 NL1 NLDLY NOFLSH
    OCRNL OFDEL OFILL OLCUC ONLCR ONLRET ONOCR OPOST PARENB PARMRK PARODD PENDIN TAB0 TAB1 TAB2 TAB3 TABDLY TCGETS
    TCIFLUSH TCIOFF TCIOFLUSH TCION TCOFLUSH TCOOFF TCOON TCSADRAIN TCSAFLUSH TCSANOW TCSETS TCSETSF TCSETSW TIOCEXCL
    TIOCGPGRP TIOCGWINSZ TIOCNXCL TIOCOUTQ TIOCSCTTY TIOCSPGRP TIOCSTI TIOCSWINSZ TIOCNOTTY TOSTOP VDISCARD VEOF VEOL
    VEOL2 VERASE VINTR VKILL VLNEXT VMIN VQUIT VREPRINT VSTART VSTOP VSUSP VT0 VT1 VTDLY VTIME VWERASE XCASE XTABS
    FIOASYNC FIONCLEX TCFLSH TCGETA TCSBRK TCSBRKP TCSETA TCSETAF TCSETAW TCXONC TIOCCONS TIOCGETD TIOCGICOUNT
    TIOCGLCKTRMIOS TIOCGSERIAL TIOCGSOFTCAR TIOCINQ TIOCLINUX TIOCMBIC TIOCMBIS TIOCMGET TIOCMIWAIT TIOCMSET TIOCM_CAR
    TIOCM_CD TIOCM_CTS TIOCM_DSR TIOCM_DTR TIOCM_LE TIOCM_RI TIOCM_RNG TIOCM_RTS TIOCM_SR TIOCM_ST TIOCPKT
    TIOCSERCONFIG
    TIOCSERGETLSR TIOCSERGETMULTI TIOCSERGSTRUCT TIOCSERGWILD TIOCSERSETMULTI TIOCSERSWILD TIOCSETD TIOCSLCKTRMIOS
    TIOCSSERIAL TIOCSSOFTCAR VSWTC
};

/// Numbers of the headers that the C library's binding does not name: default characters, line disciplines.
static MORE: &[(&str, i64)] = &[
    ("TIOCPKT_STOP", 4),
    ("TIOCPKT_START", 8),
    ("TIOCPKT_NOSTOP", 16),
    ("TIOCPKT_FLUSHWRITE", 2),
    ("TIOCPKT_FLUSHREAD", 1),
    ("TIOCPKT_DOSTOP", 32),
    ("TIOCPKT_DATA", 0),
    ("CDSUSP", 25),
    ("CEOF", 4),
    ("CEOL", 0),
    ("CEOT", 4),
    ("CERASE", 127),
    ("CFLUSH", 15),
    ("CINTR", 3),
    ("CKILL", 21),
    ("CLNEXT", 22),
    ("CQUIT", 28),
    ("CRPRNT", 18),
    ("CSTART", 17),
    ("CSTOP", 19),
    ("CSUSP", 26),
    ("CWERASE", 23),
    ("IOCSIZE_MASK", 1073676288),
    ("IOCSIZE_SHIFT", 16),
    ("NCC", 8),
    ("N_MOUSE", 2),
    ("N_PPP", 3),
    ("N_SLIP", 1),
    ("N_STRIP", 4),
    ("N_TTY", 0),
    ("TIOCSER_TEMT", 1),
    ("VSWTCH", 7),
];

/// Raises `termios.error`.
fn error(vm: &Vm, e: Errno) -> Raised {
    let args = [int::from_i64(e.0.into()), str_::from_string(strerror(e.0))];
    let class = api::import(vm, "termios").and_then(|m| api::getattr_str(vm, &m, "error"));
    match class.and_then(|c| api::call(vm, &c, &args)) {
        Ok(exc) => vm.raise(exc),
        Err(r) => r,
    }
}

fn on<T>(vm: &Vm, a: Args, f: impl Fn(i32) -> Sys<T>) -> PyResult<T> {
    let fd = file_descriptor(vm, &a[0])?;
    blocking(vm, || f(fd))?.map_err(|e| error(vm, e))
}

/// Special characters that are numbers while lines are not collected.
const NUMBERS: [usize; 2] = [libc::VMIN, libc::VTIME];

fn get(vm: &Vm, a: Args) -> PyResult<Obj> {
    let s = on(vm, a, tty::settings)?;
    let canonical = s.numbers[3] & libc::ICANON != 0;
    let characters = s.characters.iter().enumerate().map(|(i, c)| match NUMBERS.contains(&i) && !canonical {
        true => int::from_i64((*c).into()),
        false => bytes::from_slice(&[*c]),
    });
    let mut all: Vec<Obj> = s.numbers.iter().map(|n| int::from_i64((*n).into())).collect();
    all.push(list::from_vec(characters.collect()));
    Ok(list::from_vec(all))
}

fn set(vm: &Vm, a: Args) -> PyResult<Obj> {
    let when = c_int(vm, &a[1])?;
    let items = a[2].downcast::<List>().map(List::to_vec);
    let Some([numbers @ .., characters]) = items.as_deref().filter(|i| i.len() == 7) else {
        return Err(vm.type_error("tcsetattr, arg 3: must be 7 element list"));
    };
    let mut s = Settings { numbers: [0; 6], characters: Vec::new() };
    let wanted = characters.downcast::<List>().map(List::to_vec).filter(|l| l.len() == libc::NCCS);
    let Some(wanted) = wanted else {
        return Err(vm.type_error(format!("tcsetattr: attributes[6] must be {} element list", libc::NCCS)));
    };
    for (n, o) in s.numbers.iter_mut().zip(numbers) {
        *n = api::to_i64(vm, o)? as u32;
    }
    for c in &wanted {
        s.characters.push(match (bytes::bytes_of(c), int::to_i64(c)) {
            ([one], _) => *one,
            (_, Some(n)) => n as u8,
            _ => {
                return Err(vm.type_error("tcsetattr: elements of attributes must be characters or integers"));
            }
        });
    }
    on(vm, a, |fd| tty::set_settings(fd, when, &s))?;
    Ok(Obj::NONE)
}

fn set_size(vm: &Vm, a: Args) -> PyResult<Obj> {
    let size = if api::is_sequence(&a[1]) { api::to_vec(vm, &a[1])? } else { Vec::new() };
    let [lines, columns] = size.as_slice() else {
        return Err(vm.type_error("tcsetwinsize, arg 2: must be a two-item sequence"));
    };
    let (lines, columns) = (api::to_i64(vm, lines)?, api::to_i64(vm, columns)?);
    let (Ok(lines), Ok(columns)) = (u16::try_from(lines), u16::try_from(columns)) else {
        return Err(vm.overflow_error("winsize value(s) out of range."));
    };
    on(vm, a, |fd| tty::set_size(fd, columns, lines))?;
    Ok(Obj::NONE)
}

fn number(vm: &Vm, a: Args, f: fn(i32, i32) -> Sys<()>) -> PyResult<Obj> {
    let n = c_int(vm, &a[1])?;
    on(vm, a, |fd| f(fd, n)).map(|()| Obj::NONE)
}

fn init(vm: &Vm, m: &Obj) -> PyResult<()> {
    let d = module::dict_of(m).expect("a module");
    for (name, n) in CONSTANTS.iter().chain(MORE) {
        d.insert_str(intern(name), int::from_i64(*n));
    }
    let ns = dict::new();
    ns.insert_str(intern("__module__"), intern("termios"));
    let bases = tuple::from_vec(vec![exception::EXCEPTION.obj()]);
    let class =
        api::call(vm, &crate::types::type_::TYPE.obj(), &[str_::from_str("error"), bases, ns.into_obj()])?;
    d.insert_str(intern("error"), class);
    Ok(())
}

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "termios",
    doc: "Settings of terminals.",
    functions: &[
        function(
            "tcgetattr",
            "(fd, /)",
            "The settings: [iflag, oflag, cflag, lflag, ispeed, ospeed, cc].",
            get,
        ),
        function("tcsetattr", "(fd, when, attributes, /)", "Sets the settings.", set),
        function("tcsendbreak", "(fd, duration, /)", "Sends a break.", |vm, a| {
            number(vm, a, tty::send_break)
        }),
        function("tcdrain", "(fd, /)", "Waits until all output was sent.", |vm, a| {
            on(vm, a, tty::drain).map(|()| Obj::NONE)
        }),
        function("tcflush", "(fd, queue, /)", "Throws waiting data away.", |vm, a| number(vm, a, tty::flush)),
        function("tcflow", "(fd, action, /)", "Stops or resumes input or output.", |vm, a| {
            number(vm, a, tty::flow)
        }),
        function("tcgetwinsize", "(fd, /)", "Lines and columns.", |vm, a| {
            let (columns, lines) = on(vm, a, tty::size)?;
            Ok(tuple::pair(int::from_i64(lines.into()), int::from_i64(columns.into())))
        }),
        function("tcsetwinsize", "(fd, winsize, /)", "Sets lines and columns.", set_size),
    ],
    init: Some(init),
    ..ModuleSpec::EMPTY
};
