//! The `pyr` command: argument vector in, exit code out.

fn main() {
    std::process::exit(pyr::cli::main(std::env::args().collect()));
}
