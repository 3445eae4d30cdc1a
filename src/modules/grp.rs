//! `grp`: the table of groups.

use crate::host::users::{self, Group};
use crate::modules::os_support::{fs_c_string, fs_decode, os_error};
use crate::modules::posix::id_arg;
use crate::object::obj::Obj;
use crate::object::spec::{ModuleSpec, function};
use crate::types::struct_seq::{self, struct_sequence};
use crate::types::{int, list, str_};
use crate::vm::{PyResult, Raised, Vm, api};

struct_sequence! {
    /// `grp.struct_group`
    pub static STRUCT_GROUP = "grp"."struct_group",
    "A group: a tuple whose fields can also be read by name.",
    items: 4, hidden: 0, unnamed: 0, callable: true,
    [
        0 "gr_name" "group name",
        1 "gr_passwd" "password",
        2 "gr_gid" "group id",
        3 "gr_mem" "names of the members",
    ]
}

fn object(vm: &Vm, g: &Group) -> PyResult<Obj> {
    let members = g.members.iter().map(|m| fs_decode(vm, m)).collect::<PyResult<_>>()?;
    let values = vec![
        fs_decode(vm, &g.name)?,
        fs_decode(vm, &g.password)?,
        int::from_i64(g.gid.into()),
        list::from_vec(members),
    ];
    struct_seq::make(vm, &STRUCT_GROUP, values)
}

fn not_found(vm: &Vm, message: String) -> Raised {
    vm.key_error(&str_::from_string(message))
}

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "grp",
    doc: "The table of groups.",
    functions: &[
        function("getgrgid", "(id)", "The group of an id.", |vm, a| {
            let missing = |vm: &Vm| -> PyResult<Raised> {
                Ok(not_found(vm, format!("getgrgid(): gid not found: {}", api::str_string(vm, &a[0])?)))
            };
            let gid = match id_arg(vm, &a[0], "gid") {
                Ok(g) => g,
                Err(r) => {
                    vm.clear_if(r, &crate::types::exception::OVERFLOW_ERROR)?;
                    return Err(missing(vm)?);
                }
            };
            match users::group(gid).map_err(|e| os_error(vm, e))? {
                Some(g) => object(vm, &g),
                None => Err(missing(vm)?),
            }
        }),
        function("getgrnam", "(name)", "The group of a name.", |vm, a| {
            if !str_::is_str(&a[0]) {
                return Err(vm.type_error(format!(
                    "getgrnam() argument 'name' must be str, not {}",
                    api::given(&a[0])
                )));
            }
            match users::group_named(&fs_c_string(vm, &a[0])?).map_err(|e| os_error(vm, e))? {
                Some(g) => object(vm, &g),
                None => Err(not_found(
                    vm,
                    format!("getgrnam(): name not found: {}", api::repr_string(vm, &a[0])?),
                )),
            }
        }),
        function("getgrall", "()", "All groups.", |vm, _| {
            Ok(list::from_vec(users::groups().iter().map(|g| object(vm, g)).collect::<PyResult<_>>()?))
        }),
    ],
    types: &[&STRUCT_GROUP],
    ..ModuleSpec::EMPTY
};
