//! Turns `python.lalrpop` into the parse tables.

fn main() {
    println!("cargo::rerun-if-changed=python.lalrpop");
    let out = std::env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let done =
        lalrpop::Configuration::new().set_in_dir(".").set_out_dir(out).emit_rerun_directives(false).process();
    if let Err(error) = done {
        panic!("python.lalrpop: {error}");
    }
}
