//! `pwd`: the table of users.

use crate::host::users::{self, User};
use crate::modules::os_support::{fs_c_string, fs_decode, os_error};
use crate::modules::posix::id_arg;
use crate::object::obj::Obj;
use crate::object::spec::{ModuleSpec, function};
use crate::types::struct_seq::{self, struct_sequence};
use crate::types::{int, list, str_};
use crate::vm::{PyResult, Raised, Vm, api};

struct_sequence! {
    /// `pwd.struct_passwd`
    pub static STRUCT_PASSWD = "pwd"."struct_passwd",
    "A user: a tuple whose fields can also be read by name.",
    items: 7, hidden: 0, unnamed: 0, callable: true,
    [
        0 "pw_name" "user name",
        1 "pw_passwd" "password",
        2 "pw_uid" "user id",
        3 "pw_gid" "group id",
        4 "pw_gecos" "real name",
        5 "pw_dir" "the home of the user",
        6 "pw_shell" "what runs at login",
    ]
}

fn object(vm: &Vm, u: &User) -> PyResult<Obj> {
    let t = |t: &[u8]| fs_decode(vm, t);
    let values = vec![
        t(&u.name)?,
        t(&u.password)?,
        int::from_i64(u.uid.into()),
        int::from_i64(u.gid.into()),
        t(&u.gecos)?,
        t(&u.dir)?,
        t(&u.shell)?,
    ];
    struct_seq::make(vm, &STRUCT_PASSWD, values)
}

fn not_found(vm: &Vm, message: String) -> Raised {
    vm.key_error(&str_::from_string(message))
}

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "pwd",
    doc: "The table of users.",
    functions: &[
        function("getpwuid", "(uidobj, /)", "The user of an id.", |vm, a| {
            let missing = |vm: &Vm| -> PyResult<Raised> {
                Ok(not_found(vm, format!("getpwuid(): uid not found: {}", api::str_string(vm, &a[0])?)))
            };
            let uid = match id_arg(vm, &a[0], "uid") {
                Ok(u) => u,
                Err(r) => {
                    vm.clear_if(r, &crate::types::exception::OVERFLOW_ERROR)?;
                    return Err(missing(vm)?);
                }
            };
            match users::user(uid).map_err(|e| os_error(vm, e))? {
                Some(u) => object(vm, &u),
                None => Err(missing(vm)?),
            }
        }),
        function("getpwnam", "(name, /)", "The user of a name.", |vm, a| {
            if !str_::is_str(&a[0]) {
                return Err(
                    vm.type_error(format!("getpwnam() argument must be str, not {}", api::given(&a[0])))
                );
            }
            match users::user_named(&fs_c_string(vm, &a[0])?).map_err(|e| os_error(vm, e))? {
                Some(u) => object(vm, &u),
                None => Err(not_found(
                    vm,
                    format!("getpwnam(): name not found: {}", api::repr_string(vm, &a[0])?),
                )),
            }
        }),
        function("getpwall", "()", "All users.", |vm, _| {
            Ok(list::from_vec(users::users().iter().map(|u| object(vm, u)).collect::<PyResult<_>>()?))
        }),
    ],
    types: &[&STRUCT_PASSWD],
    ..ModuleSpec::EMPTY
};
