//! What becomes of the folders of installed packages at start-up. The rules that need Python code (`.pth` files,
//! `sitecustomize`) are in `stdlib/site.py`, which is loaded only if one of them applies.

use super::options::Options;
use crate::host::fs;
use crate::modules::sys::places::places;
use crate::types::list::List;
use crate::types::str_;
use crate::vm::{PyResult, Vm, api, import};

/// Puts the folders on `sys.path`.
pub fn startup(vm: &Vm, o: &Options) -> PyResult<()> {
    crate::modules::_sitebuiltins::install(vm)?;
    let user = if o.flag("no_user_site") > 0 { None } else { places().user_site() };
    let folders: Vec<String> =
        user.into_iter().chain(places().site_packages()).filter(|d| fs::is_dir(d)).collect();
    let mut customized = false;
    if let Some(path) = api::sys_attr("path").as_ref().and_then(|p| p.downcast::<List>()) {
        for d in &folders {
            path.push(str_::from_str(d));
            customized |= fs::names(d).iter().any(|n| n.ends_with(".pth"));
        }
    }
    for name in ["sitecustomize", "usercustomize"] {
        customized = customized || import::is_found(vm, name, None)?;
    }
    if customized {
        let site = api::import(vm, "site")?;
        api::call_method_str(vm, &site, "main", &[])?;
    }
    Ok(())
}
