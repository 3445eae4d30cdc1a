//! One file per Python type. `ALL` is the only list of the builtin types that are made ready at start-up.

pub mod bool_;
pub mod buffer;
pub mod bytearray;
pub mod bytes;
pub mod cell;
pub mod classes;
pub mod code;
pub mod codec;
pub mod complex;
pub mod descriptor;
pub mod dict;
pub mod exception;
pub mod float;
pub mod frame;
pub mod frame_locals;
pub mod function;
pub mod generator;
pub mod generic_alias;
pub mod hash;
pub mod int;
pub mod iterators;
pub mod list;
pub mod mapping_proxy;
pub mod memoryview;
pub mod method;
pub mod module;
pub mod module_spec;
pub mod namespace;
pub mod native;
pub mod object;
pub mod property;
pub mod range;
pub mod sequence;
pub mod set;
pub mod singletons;
pub mod slice;
pub mod staticmethod;
pub mod str_;
pub mod struct_seq;
pub mod super_;
pub mod traceback;
pub mod tuple;
pub mod type_;
pub mod typevar;
pub mod union;
pub mod weakref;

use crate::object::type_object::StaticType;

/// The builtin types that exist from the start; a base comes before what derives from it.
pub static ALL: &[&[&StaticType]] = &[
    &[
        &object::OBJECT,
        &type_::TYPE,
        &staticmethod::STATICMETHOD,
        &staticmethod::CLASSMETHOD,
        &int::INT,
        &bool_::BOOL,
        &float::FLOAT,
        &complex::COMPLEX,
        &str_::STR,
        &bytes::BYTES,
        &bytearray::BYTEARRAY,
        &memoryview::MEMORYVIEW,
        &tuple::TUPLE,
        &list::LIST,
        &dict::DICT,
        &singletons::NONE_TYPE,
        &singletons::NOT_IMPLEMENTED_TYPE,
        &singletons::ELLIPSIS_TYPE,
        &cell::CELL,
        &method::METHOD,
        &native::NATIVE,
        &descriptor::METHOD_DESCRIPTOR,
        &descriptor::CLASSMETHOD_DESCRIPTOR,
        &descriptor::GETSET_DESCRIPTOR,
        &descriptor::MEMBER_DESCRIPTOR,
        &descriptor::WRAPPER_DESCRIPTOR,
        &descriptor::METHOD_WRAPPER,
    ],
    bytes::TYPES,
    memoryview::TYPES,
    str_::TYPES,
    code::TYPES,
    dict::views::TYPES,
    exception::TYPES,
    frame::TYPES,
    function::TYPES,
    generator::TYPES,
    generic_alias::TYPES,
    iterators::TYPES,
    list::TYPES,
    mapping_proxy::TYPES,
    module::TYPES,
    module_spec::TYPES,
    namespace::TYPES,
    property::TYPES,
    range::TYPES,
    set::TYPES,
    slice::TYPES,
    super_::TYPES,
    traceback::TYPES,
    tuple::TYPES,
    typevar::TYPES,
    union::TYPES,
    weakref::TYPES,
];
