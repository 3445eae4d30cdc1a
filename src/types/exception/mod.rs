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
    add_note, cause, context, is_exception, is_exception_class, matches, normalize, print_unraisable,
    report_unraisable, set_cause, set_cause_and_context, set_context_on_raise, set_name_and_obj,
    set_traceback, stop_iteration_value, suppress_context, traceback,
};

use crate::object::heap::LayoutOps;
use crate::object::obj::Obj;
use crate::object::slots::{CallFn, Slots, UnaryFn};
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
    repr: Option<UnaryFn>,
    str: Option<UnaryFn>,
    methods: &'static [MethodDef],
    getters: &'static [GetterDef],
    extra: Option<fn(&Vm, &Type)>,
}

impl Special {
    const NONE: Special =
        Special { own_body: false, flags: 0, repr: None, str: None, methods: &[], getters: &[], extra: None };
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
                        new: Some(<$body as Layout>::NEW),
                        init: Some(<$body as Layout>::INIT),
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
    BASE_EXCEPTION "BaseException" OBJECT BaseException "Common base class for all exceptions" base::SPECIAL;
    EXCEPTION "Exception" BASE_EXCEPTION BaseException "Common base class for all non-exit exceptions";
    GENERATOR_EXIT "GeneratorExit" BASE_EXCEPTION BaseException "Request that a generator exit.";
    KEYBOARD_INTERRUPT "KeyboardInterrupt" BASE_EXCEPTION BaseException "Program interrupted by user.";
    SYSTEM_EXIT "SystemExit" BASE_EXCEPTION SystemExit "Request to exit from the interpreter." simple::SYSTEM_EXIT;
    BASE_EXCEPTION_GROUP "BaseExceptionGroup" BASE_EXCEPTION Group "A combination of multiple unrelated exceptions." group::SPECIAL;
    EXCEPTION_GROUP "ExceptionGroup" BASE_EXCEPTION_GROUP Group "" group::EXCEPTION_GROUP_SPECIAL;

    ARITHMETIC_ERROR "ArithmeticError" EXCEPTION BaseException "Base class for arithmetic errors.";
    FLOATING_POINT_ERROR "FloatingPointError" ARITHMETIC_ERROR BaseException "Floating-point operation failed.";
    OVERFLOW_ERROR "OverflowError" ARITHMETIC_ERROR BaseException "Result too large to be represented.";
    ZERO_DIVISION_ERROR "ZeroDivisionError" ARITHMETIC_ERROR BaseException "Second argument to a division or modulo operation was zero.";
    ASSERTION_ERROR "AssertionError" EXCEPTION BaseException "Assertion failed.";
    ATTRIBUTE_ERROR "AttributeError" EXCEPTION AttributeError "Attribute not found." simple::ATTRIBUTE_ERROR;
    BUFFER_ERROR "BufferError" EXCEPTION BaseException "Buffer error.";
    EOF_ERROR "EOFError" EXCEPTION BaseException "Read beyond end of file.";
    IMPORT_ERROR "ImportError" EXCEPTION ImportError "Import can't find module, or can't find name in module." simple::IMPORT_ERROR;
    MODULE_NOT_FOUND_ERROR "ModuleNotFoundError" IMPORT_ERROR ImportError "Module not found.";
    LOOKUP_ERROR "LookupError" EXCEPTION BaseException "Base class for lookup errors.";
    INDEX_ERROR "IndexError" LOOKUP_ERROR BaseException "Sequence index out of range.";
    KEY_ERROR "KeyError" LOOKUP_ERROR BaseException "Mapping key not found." simple::KEY_ERROR;
    MEMORY_ERROR "MemoryError" EXCEPTION BaseException "Out of memory.";
    NAME_ERROR "NameError" EXCEPTION NameError "Name not found globally." simple::NAME_ERROR;
    UNBOUND_LOCAL_ERROR "UnboundLocalError" NAME_ERROR NameError "Local name referenced but not bound to a value.";
    REFERENCE_ERROR "ReferenceError" EXCEPTION BaseException "Weak ref proxy used after referent went away.";
    RUNTIME_ERROR "RuntimeError" EXCEPTION BaseException "Unspecified run-time error.";
    NOT_IMPLEMENTED_ERROR "NotImplementedError" RUNTIME_ERROR BaseException "Method or function hasn't been implemented yet.";
    PYTHON_FINALIZATION_ERROR "PythonFinalizationError" RUNTIME_ERROR BaseException "Operation blocked during Python finalization.";
    RECURSION_ERROR "RecursionError" RUNTIME_ERROR BaseException "Recursion limit exceeded.";
    STOP_ASYNC_ITERATION "StopAsyncIteration" EXCEPTION BaseException "Signal the end from iterator.__anext__().";
    STOP_ITERATION "StopIteration" EXCEPTION StopIteration "Signal the end from iterator.__next__()." simple::STOP_ITERATION;
    SYNTAX_ERROR "SyntaxError" EXCEPTION SyntaxError "Invalid syntax." syntax_error::SPECIAL;
    INDENTATION_ERROR "IndentationError" SYNTAX_ERROR SyntaxError "Improper indentation.";
    TAB_ERROR "TabError" INDENTATION_ERROR SyntaxError "Improper mixture of spaces and tabs.";
    INCOMPLETE_INPUT_ERROR "_IncompleteInputError" SYNTAX_ERROR SyntaxError "incomplete input.";
    SYSTEM_ERROR "SystemError" EXCEPTION BaseException "Internal error in the Python interpreter.\n\nPlease report this to the Python maintainer, along with the traceback,\nthe Python version, and the hardware/OS platform and version.";
    TYPE_ERROR "TypeError" EXCEPTION BaseException "Inappropriate argument type.";
    VALUE_ERROR "ValueError" EXCEPTION BaseException "Inappropriate argument value (of correct type).";
    UNICODE_ERROR "UnicodeError" VALUE_ERROR BaseException "Unicode related error.";
    UNICODE_DECODE_ERROR "UnicodeDecodeError" UNICODE_ERROR UnicodeDecodeError "Unicode decoding error." unicode_error::DECODE;
    UNICODE_ENCODE_ERROR "UnicodeEncodeError" UNICODE_ERROR UnicodeEncodeError "Unicode encoding error." unicode_error::ENCODE;
    UNICODE_TRANSLATE_ERROR "UnicodeTranslateError" UNICODE_ERROR UnicodeTranslateError "Unicode translation error." unicode_error::TRANSLATE;

    OS_ERROR "OSError" EXCEPTION OsError "Base class for I/O related errors." os_error::SPECIAL;
    BLOCKING_IO_ERROR "BlockingIOError" OS_ERROR OsError "I/O operation would block.";
    CHILD_PROCESS_ERROR "ChildProcessError" OS_ERROR OsError "Child process error.";
    CONNECTION_ERROR "ConnectionError" OS_ERROR OsError "Connection error.";
    BROKEN_PIPE_ERROR "BrokenPipeError" CONNECTION_ERROR OsError "Broken pipe.";
    CONNECTION_ABORTED_ERROR "ConnectionAbortedError" CONNECTION_ERROR OsError "Connection aborted.";
    CONNECTION_REFUSED_ERROR "ConnectionRefusedError" CONNECTION_ERROR OsError "Connection refused.";
    CONNECTION_RESET_ERROR "ConnectionResetError" CONNECTION_ERROR OsError "Connection reset.";
    FILE_EXISTS_ERROR "FileExistsError" OS_ERROR OsError "File already exists.";
    FILE_NOT_FOUND_ERROR "FileNotFoundError" OS_ERROR OsError "File not found.";
    INTERRUPTED_ERROR "InterruptedError" OS_ERROR OsError "Interrupted by signal.";
    IS_A_DIRECTORY_ERROR "IsADirectoryError" OS_ERROR OsError "Operation doesn't work on directories.";
    NOT_A_DIRECTORY_ERROR "NotADirectoryError" OS_ERROR OsError "Operation only works on directories.";
    PERMISSION_ERROR "PermissionError" OS_ERROR OsError "Not enough permissions.";
    PROCESS_LOOKUP_ERROR "ProcessLookupError" OS_ERROR OsError "Process not found.";
    TIMEOUT_ERROR "TimeoutError" OS_ERROR OsError "Timeout expired.";

    WARNING "Warning" EXCEPTION BaseException "Base class for warning categories.";
    BYTES_WARNING "BytesWarning" WARNING BaseException "Base class for warnings about bytes and buffer related problems, mostly\nrelated to conversion from str or comparing to str.";
    DEPRECATION_WARNING "DeprecationWarning" WARNING BaseException "Base class for warnings about deprecated features.";
    ENCODING_WARNING "EncodingWarning" WARNING BaseException "Base class for warnings about encodings.";
    FUTURE_WARNING "FutureWarning" WARNING BaseException "Base class for warnings about constructs that will change semantically\nin the future.";
    IMPORT_WARNING "ImportWarning" WARNING BaseException "Base class for warnings about probable mistakes in module imports";
    PENDING_DEPRECATION_WARNING "PendingDeprecationWarning" WARNING BaseException "Base class for warnings about features which will be deprecated\nin the future.";
    RESOURCE_WARNING "ResourceWarning" WARNING BaseException "Base class for warnings about resource usage.";
    RUNTIME_WARNING "RuntimeWarning" WARNING BaseException "Base class for warnings about dubious runtime behavior.";
    SYNTAX_WARNING "SyntaxWarning" WARNING BaseException "Base class for warnings about dubious syntax.";
    UNICODE_WARNING "UnicodeWarning" WARNING BaseException "Base class for warnings about Unicode related problems, mostly\nrelated to conversion problems.";
    USER_WARNING "UserWarning" WARNING BaseException "Base class for warnings generated by user code.";
}

/// The common state of an exception; `None` if the object is none.
pub fn state(o: &Obj) -> Option<&BaseException> {
    o.downcast::<BaseException>()
}
