//! Exceptions: the table of all builtin exception and warning classes. What every exception has is in `base.rs`;
//! classes with fields of their own are in the file named after them (or in `simple.rs`); what the VM does with
//! exceptions (context, matching, `except*`) is in `raise.rs`. Printing is in `vm/traceback.rs`.

mod base;
mod group;
mod os_error;
mod raise;
mod simple;
mod syntax_error;
mod unicode_error;

pub use base::{BaseException, Fields};
pub use group::{group_match, items as group_items, prep_reraise_star};
pub use os_error::{class_for as os_error_class, errno_of, make as make_os_error};
pub use raise::{
    add_note, cause, complete_attribute_error, context, is_exception, is_exception_class, matches, normalize,
    print_unraisable, report_unraisable, set_cause, set_cause_and_context, set_context_on_raise,
    set_name_and_obj, set_traceback, shares_new, stop_iteration_value, suppress_context, traceback,
};

use crate::object::heap::LayoutOps;
use crate::object::obj::Obj;
use crate::object::slots::{BinaryFn, CallFn, Slots, UnaryFn};
use crate::object::spec::{GetterDef, MethodDef, TypeSpec, type_flag};
use crate::object::type_object::{StaticType, Type};
use crate::types::object::OBJECT;
use crate::vm::Vm;
use base::{InitFn, Kind, Layout, With};

/// What a row of the table may add to a class.
struct Special {
    /// Instances have a body of their own.
    own_body: bool,
    flags: u32,
    getattro: Option<BinaryFn>,
    repr: Option<UnaryFn>,
    str: Option<UnaryFn>,
    methods: &'static [MethodDef],
    getters: &'static [GetterDef],
    extra: Option<fn(&Vm, &Type)>,
}

impl Special {
    const NONE: Special = Special {
        own_body: false,
        flags: 0,
        getattro: None,
        repr: None,
        str: None,
        methods: &[],
        getters: &[],
        extra: None,
    };
}

macro_rules! bodies {
    ($($(#[$doc:meta])* $body:ident $kind:ident $n:literal $class:ident $new:expr, $init:expr;)*) => {
        $(
            $(#[$doc])*
            pub type $body = With<$kind, $n>;

            /// Which class the body belongs to.
            pub enum $kind {}

            impl Kind for $kind {
                fn ty() -> &'static StaticType {
                    &$class
                }
                const NEW: Option<CallFn> = $new;
                const INIT: InitFn = $init;
            }
        )*
    };
}

bodies! {
    /// value
    StopIteration StopIterationKind 1 STOP_ITERATION None, simple::init_stop_iteration;
    /// code
    SystemExit SystemExitKind 1 SYSTEM_EXIT None, simple::init_system_exit;
    /// name
    NameError NameErrorKind 1 NAME_ERROR None, simple::init_name_error;
    /// name, obj
    AttributeError AttributeErrorKind 2 ATTRIBUTE_ERROR None, simple::init_attribute_error;
    /// msg, name, path, name_from
    ImportError ImportErrorKind 4 IMPORT_ERROR None, simple::init_import_error;
    /// errno, strerror, filename, filename2, characters_written
    OsError OsErrorKind 5 OS_ERROR Some(os_error::new), os_error::init;
    /// msg, filename, lineno, offset, text, end_lineno, end_offset, print_file_and_line
    SyntaxError SyntaxErrorKind 8 SYNTAX_ERROR None, syntax_error::init;
    /// encoding, object, start, end, reason
    UnicodeEncodeError UnicodeEncodeErrorKind 5 UNICODE_ENCODE_ERROR None, unicode_error::init_encode;
    /// encoding, object, start, end, reason
    UnicodeDecodeError UnicodeDecodeErrorKind 5 UNICODE_DECODE_ERROR None, unicode_error::init_decode;
    /// encoding (unused), object, start, end, reason
    UnicodeTranslateError UnicodeTranslateErrorKind 5 UNICODE_TRANSLATE_ERROR None, unicode_error::init_translate;
    /// message, exceptions
    Group GroupKind 2 BASE_EXCEPTION_GROUP Some(group::new), base::init;
}

macro_rules! exceptions {
    (@special) => { Special::NONE };
    (@special $special:expr) => { $special };
    ($($class:ident $name:literal $parent:ident $body:ident $doc:literal $($special:path)?;)*) => {
        $(
            #[doc = concat!("`", $name, "`")]
            pub static $class: StaticType = {
                const SPECIAL: Special = exceptions!(@special $($special)?);
                static SPEC: TypeSpec = TypeSpec {
                    name: $name,
                    doc: $doc,
                    base: Some(&$parent),
                    flags: type_flag::BASE | SPECIAL.flags | if SPECIAL.own_body { 0 } else { type_flag::SAME_BODY },
                    slots: Slots {
                        new: if SPECIAL.own_body || <$body as Layout>::COMMON { Some(<$body as Layout>::NEW) } else { None },
                        init: Some(<$body as Layout>::INIT),
                        getattro: SPECIAL.getattro,
                        repr: SPECIAL.repr,
                        str: SPECIAL.str,
                        ..Slots::NONE
                    },
                    methods: SPECIAL.methods,
                    getters: SPECIAL.getters,
                    extra: SPECIAL.extra,
                    ..TypeSpec::BASE
                };
                StaticType::new(&SPEC, LayoutOps::of::<$body>(false))
            };
        )*
        /// All exception classes, bases first.
        pub static TYPES: &[&StaticType] = &[$(&$class),*];
    };
}

exceptions! {
    BASE_EXCEPTION "BaseException" OBJECT BaseException "What everything derives from that can be raised. Programs catch Exception." base::SPECIAL;
    EXCEPTION "Exception" BASE_EXCEPTION BaseException "What almost all exceptions derive from; not those that end a program.";
    GENERATOR_EXIT "GeneratorExit" BASE_EXCEPTION BaseException "Raised inside a generator or coroutine that is being closed.";
    KEYBOARD_INTERRUPT "KeyboardInterrupt" BASE_EXCEPTION BaseException "Somebody pressed Ctrl-C.";
    SYSTEM_EXIT "SystemExit" BASE_EXCEPTION SystemExit "Ends the program; sys.exit() raises it." simple::SYSTEM_EXIT;
    BASE_EXCEPTION_GROUP "BaseExceptionGroup" BASE_EXCEPTION Group "Several exceptions at once, of any kind; except* takes them apart." group::SPECIAL;
    EXCEPTION_GROUP "ExceptionGroup" BASE_EXCEPTION_GROUP Group "" group::EXCEPTION_GROUP_SPECIAL;

    ARITHMETIC_ERROR "ArithmeticError" EXCEPTION BaseException "What errors of calculations derive from.";
    FLOATING_POINT_ERROR "FloatingPointError" ARITHMETIC_ERROR BaseException "A calculation with floats went wrong. Python itself never raises it.";
    OVERFLOW_ERROR "OverflowError" ARITHMETIC_ERROR BaseException "A number is too large for where it should go.";
    ZERO_DIVISION_ERROR "ZeroDivisionError" ARITHMETIC_ERROR BaseException "Division by zero, or the remainder of one.";
    ASSERTION_ERROR "AssertionError" EXCEPTION BaseException "An assert statement did not hold.";
    ATTRIBUTE_ERROR "AttributeError" EXCEPTION AttributeError "An object has no such attribute, or does not let it change." simple::ATTRIBUTE_ERROR;
    BUFFER_ERROR "BufferError" EXCEPTION BaseException "Memory that a memoryview shares cannot be changed in this way.";
    EOF_ERROR "EOFError" EXCEPTION BaseException "There is nothing left to read.";
    IMPORT_ERROR "ImportError" EXCEPTION ImportError "A module cannot be loaded, or has no such name." simple::IMPORT_ERROR;
    MODULE_NOT_FOUND_ERROR "ModuleNotFoundError" IMPORT_ERROR ImportError "There is no such module.";
    LOOKUP_ERROR "LookupError" EXCEPTION BaseException "What IndexError and KeyError derive from.";
    INDEX_ERROR "IndexError" LOOKUP_ERROR BaseException "There is no item with that number.";
    KEY_ERROR "KeyError" LOOKUP_ERROR BaseException "There is no such key." simple::KEY_ERROR;
    MEMORY_ERROR "MemoryError" EXCEPTION BaseException "There is not enough memory.";
    NAME_ERROR "NameError" EXCEPTION NameError "A name has no value." simple::NAME_ERROR;
    UNBOUND_LOCAL_ERROR "UnboundLocalError" NAME_ERROR NameError "A variable of a function has no value yet, or no longer.";
    REFERENCE_ERROR "ReferenceError" EXCEPTION BaseException "The object behind a weak proxy is gone.";
    RUNTIME_ERROR "RuntimeError" EXCEPTION BaseException "Something that no other class fits.";
    NOT_IMPLEMENTED_ERROR "NotImplementedError" RUNTIME_ERROR BaseException "Something that a class derived from this one has to define.";
    PYTHON_FINALIZATION_ERROR "PythonFinalizationError" RUNTIME_ERROR BaseException "The interpreter is ending and no longer does this.";
    RECURSION_ERROR "RecursionError" RUNTIME_ERROR BaseException "Calls are nested too deeply.";
    STOP_ASYNC_ITERATION "StopAsyncIteration" EXCEPTION BaseException "An asynchronous iterator has no more items.";
    STOP_ITERATION "StopIteration" EXCEPTION StopIteration "An iterator has no more items; value is what a generator returned." simple::STOP_ITERATION;
    SYNTAX_ERROR "SyntaxError" EXCEPTION SyntaxError "A text is not Python." syntax_error::SPECIAL;
    INDENTATION_ERROR "IndentationError" SYNTAX_ERROR SyntaxError "A line is not indented as it has to be.";
    TAB_ERROR "TabError" INDENTATION_ERROR SyntaxError "Tabs and spaces are mixed in a way that leaves the indentation open.";
    INCOMPLETE_INPUT_ERROR "_IncompleteInputError" SYNTAX_ERROR SyntaxError "A text ends in the middle of a statement.";
    SYSTEM_ERROR "SystemError" EXCEPTION BaseException "The interpreter met something that cannot be. Please report it.";
    TYPE_ERROR "TypeError" EXCEPTION BaseException "An object is of the wrong type for what is done with it.";
    VALUE_ERROR "ValueError" EXCEPTION BaseException "An argument is of the right type, but this value makes no sense.";
    UNICODE_ERROR "UnicodeError" VALUE_ERROR BaseException "What errors between text and bytes derive from.";
    UNICODE_DECODE_ERROR "UnicodeDecodeError" UNICODE_ERROR UnicodeDecodeError "Bytes that are no text in this encoding." unicode_error::DECODE;
    UNICODE_ENCODE_ERROR "UnicodeEncodeError" UNICODE_ERROR UnicodeEncodeError "Characters that this encoding does not have." unicode_error::ENCODE;
    UNICODE_TRANSLATE_ERROR "UnicodeTranslateError" UNICODE_ERROR UnicodeTranslateError "Characters that cannot be replaced by others." unicode_error::TRANSLATE;

    OS_ERROR "OSError" EXCEPTION OsError "The operating system refused; errno says why." os_error::SPECIAL;
    BLOCKING_IO_ERROR "BlockingIOError" OS_ERROR OsError "It would have to wait, but was asked not to.";
    CHILD_PROCESS_ERROR "ChildProcessError" OS_ERROR OsError "There is no such child process.";
    CONNECTION_ERROR "ConnectionError" OS_ERROR OsError "What errors of connections derive from.";
    BROKEN_PIPE_ERROR "BrokenPipeError" CONNECTION_ERROR OsError "Nobody reads at the other end any more.";
    CONNECTION_ABORTED_ERROR "ConnectionAbortedError" CONNECTION_ERROR OsError "The connection was given up.";
    CONNECTION_REFUSED_ERROR "ConnectionRefusedError" CONNECTION_ERROR OsError "Nobody listens there.";
    CONNECTION_RESET_ERROR "ConnectionResetError" CONNECTION_ERROR OsError "The other end broke the connection off.";
    FILE_EXISTS_ERROR "FileExistsError" OS_ERROR OsError "There is already a file of this name.";
    FILE_NOT_FOUND_ERROR "FileNotFoundError" OS_ERROR OsError "There is no such file.";
    INTERRUPTED_ERROR "InterruptedError" OS_ERROR OsError "A signal arrived during a system call.";
    IS_A_DIRECTORY_ERROR "IsADirectoryError" OS_ERROR OsError "A file is needed, but this is a folder.";
    NOT_A_DIRECTORY_ERROR "NotADirectoryError" OS_ERROR OsError "A folder is needed, but this is a file.";
    PERMISSION_ERROR "PermissionError" OS_ERROR OsError "It is not allowed.";
    PROCESS_LOOKUP_ERROR "ProcessLookupError" OS_ERROR OsError "There is no such process.";
    TIMEOUT_ERROR "TimeoutError" OS_ERROR OsError "It took too long.";

    WARNING "Warning" EXCEPTION BaseException "What all warnings derive from.";
    BYTES_WARNING "BytesWarning" WARNING BaseException "Bytes are used where text was probably meant (option -b).";
    DEPRECATION_WARNING "DeprecationWarning" WARNING BaseException "For programmers: this will go away.";
    ENCODING_WARNING "EncodingWarning" WARNING BaseException "A file is opened as text without saying in which encoding.";
    FUTURE_WARNING "FutureWarning" WARNING BaseException "For users: this will mean something else.";
    IMPORT_WARNING "ImportWarning" WARNING BaseException "An import is probably not what was meant.";
    PENDING_DEPRECATION_WARNING "PendingDeprecationWarning" WARNING BaseException "For programmers: this will go away, but not soon.";
    RESOURCE_WARNING "ResourceWarning" WARNING BaseException "A file or the like was left open.";
    RUNTIME_WARNING "RuntimeWarning" WARNING BaseException "What happens here is probably not what was meant.";
    SYNTAX_WARNING "SyntaxWarning" WARNING BaseException "What stands here is probably not what was meant.";
    UNICODE_WARNING "UnicodeWarning" WARNING BaseException "Something is doubtful about Unicode.";
    USER_WARNING "UserWarning" WARNING BaseException "The warning of warnings.warn() if no other class is named.";
}

/// The common state of an exception; `None` if the object is none.
pub fn state(o: &Obj) -> Option<&BaseException> {
    o.downcast::<BaseException>()
}
