//! Interned strings: one object per text for attribute names, so that names compare by address. The names that the
//! interpreter itself uses are made once, in `Names`.
#![allow(unsafe_code)]

use super::heap::{GilCell, flag};
use super::obj::Obj;
use crate::types::str_;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// FNV-1a: short keys, trusted input.
#[derive(Default)]
pub struct Fnv(u64);
impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        let mut h = self.0 ^ 0xcbf2_9ce4_8422_2325;
        for b in bytes {
            h = (h ^ u64::from(*b)).wrapping_mul(0x100_0000_01b3);
        }
        self.0 = h;
    }
}

static TABLE: GilCell<Option<HashMap<&'static [u8], Obj, BuildHasherDefault<Fnv>>>> = GilCell::new(None);

/// Room for the names of start-up.
const FIRST: usize = 3500;

/// The interned str with this text (WTF-8).
pub fn intern_bytes(text: &[u8]) -> Obj {
    // SAFETY: GIL held; str creation does not come back here.
    let table = unsafe {
        (*TABLE.get()).get_or_insert_with(|| HashMap::with_capacity_and_hasher(FIRST, Default::default()))
    };
    if let Some(o) = table.get(text) {
        return o.clone();
    }
    let o = str_::from_wtf8(text);
    intern_new(o)
}

/// The interned str with this text.
pub fn intern(text: &str) -> Obj {
    intern_bytes(text.as_bytes())
}

/// The interned equal of an exact str object.
pub fn intern_obj(o: &Obj) -> Obj {
    if is_interned(o) {
        return o.clone();
    }
    // SAFETY: GIL held.
    let table = unsafe { (*TABLE.get()).get_or_insert_with(HashMap::default) };
    match table.get(str_::bytes_of(o)) {
        Some(found) => found.clone(),
        None if o.is_exact::<str_::Str>() => intern_new(o.clone()),
        None => intern_new(str_::from_wtf8(str_::bytes_of(o))),
    }
}

fn intern_new(o: Obj) -> Obj {
    o.make_immortal();
    // SAFETY: GIL held; the object is immortal, so its bytes are static.
    unsafe {
        let h = &*o.value().ptr();
        h.flags.set(h.flags.get() | flag::INTERNED);
        let text: &'static [u8] = std::mem::transmute::<&[u8], &'static [u8]>(str_::bytes_of(&o));
        (*TABLE.get()).get_or_insert_with(HashMap::default).insert(text, o.clone());
    }
    o
}

/// Whether a str is its text's interned object.
#[inline(always)]
pub fn is_interned(o: &Obj) -> bool {
    o.flags() & flag::INTERNED != 0
}

macro_rules! names {
    ($($id:ident)*) => {
        /// The names that the interpreter uses.
        #[allow(non_snake_case, reason = "each field is the name it holds")]
        #[repr(C)]
        pub struct Names { $(pub $id: Obj,)* }
        impl Names {
            fn make() -> Names {
                const TEXTS: &[&str] = &[$(stringify!($id)),*];
                let names: [Obj; TEXTS.len()] = std::array::from_fn(|i| intern(TEXTS[i]));
                // SAFETY: the struct is as many objects in the same order. (A loop: code for each name was 100 KB.)
                unsafe { std::mem::transmute(names) }
            }
        }
    };
}

names! {
    __abs__ __add__ __aenter__ __aexit__ __aiter__ __all__ __and__ __anext__ __annotations__ __await__ __bases__ __bool__
    __build_class__ __builtins__ __bytes__ __call__ __cause__ __ceil__ __class__ __class_getitem__ __classcell__ __classdictcell__ __closure__
    __code__ __complex__ __contains__ __context__ __copy__ __debug__ __defaults__ __del__ __delattr__ __delete__ __delitem__ __dict__ __dir__
    __divmod__ __doc__ __enter__ __eq__ __exit__ __file__ __firstlineno__ __float__ __floor__ __floordiv__ __format__ __func__ __ge__
    __get__ __getattr__ __getattribute__ __getitem__ __getnewargs__ __getnewargs_ex__ __getstate__ __globals__ __gt__ __hash__ __iadd__ __iand__ __ifloordiv__
    __ilshift__ __imatmul__ __imod__ __import__ __imul__ __index__ __init__ __init_subclass__ __instancecheck__ __int__
    __invert__ __ior__ __ipow__ __irshift__ __isabstractmethod__ __isub__ __iter__ __itruediv__ __ixor__ __kwdefaults__
    __le__ __len__ __length_hint__ __loader__ __lshift__ __lt__ __main__ __match_args__ __matmul__ __missing__ __mod__
    __module__ __mro_entries__ __mul__ __name__ __ne__ __neg__ __new__ __next__ __notes__ __objclass__ __or__ __orig_bases__ __orig_class__ __package__ __parameters__
    __path__ __pos__ __pow__ __prepare__ __qualname__ __radd__ __rand__ __rdivmod__ __reduce__ __reduce_ex__ __release_buffer__ __repr__
    __reversed__ __rfloordiv__ __rlshift__ __rmatmul__ __rmod__ __rmul__ __ror__ __round__ __rpow__ __rrshift__ __rshift__
    __rsub__ __rtruediv__ __rxor__ __self__ __set__ __set_name__ __setattr__ __setitem__ __setstate__ __sizeof__ __slots__ __slotnames__ __spec__
    __static_attributes__ __str__ __sub__ __subclasscheck__ __subclasses__ __subclasshook__ __suppress_context__ __text_signature__ __traceback__ __truediv__ __trunc__
    __type_params__ __typing_subst__ __typing_prepare_subst__ __typing_unpacked_tuple_args__ __weakref__ __wrapped__ __xor__ __args__ __origin__ __unpacked__ __abstractmethods__ __buffer__ __cached__
    args builtins close copy decode default encode encoding end errors fileno file flush get items keys key maxsplit metaclass mro msg name obj path
    print_file_and_line read readline reverse sep send stdin stdout stderr sys throw update value values write filename lineno offset text end_lineno end_offset _fields
    data_received feed_data _stream_reader_wr call_exception_handler _write_to_self call_soon socket sockname peername connection_made
    connection_lost eof_received _add_reader _read_ready _call_connection_lost _closed _io_refs
    _read_ready__on_eof _accept_connection2 create_task _clients _sockets _attach _detach _drop_buffer _found
    _abc_impl _initializing excepthook displayhook ps1 ps2 last_exc last_type last_value last_traceback modules warnings io
}

static NAMES: GilCell<Option<Names>> = GilCell::new(None);

/// Makes the table; called once, before anything else needs a name.
pub fn init() {
    // SAFETY: GIL held, nobody reads yet.
    unsafe { *NAMES.get() = Some(Names::make()) };
}

/// The names. Valid after `init`.
#[inline(always)]
pub fn names() -> &'static Names {
    // SAFETY: written once by `init` before any use.
    unsafe { (*NAMES.get()).as_ref().unwrap_unchecked() }
}

/// `name!(__len__)`: the interned str as `&'static Obj`.
macro_rules! name {
    ($id:ident) => {
        &$crate::object::intern::names().$id
    };
}
pub(crate) use name;
