#!/usr/bin/env bash
# Builds the fastest binary: instrumented build, training on benches/programs, then a release build that uses the
# profile. Needs `rustup component add llvm-tools`. The result is target/pgo/pyr.
set -euo pipefail
cd "$(dirname "$0")/.."
host=$(rustc -vV | sed -n 's/^host: //p')
profdata=$(rustc --print sysroot)/lib/rustlib/$host/bin/llvm-profdata
[ -x "$profdata" ] || { echo "llvm-profdata is missing: rustup component add llvm-tools" >&2; exit 1; }
out=${CARGO_TARGET_DIR:-target}/pgo
# RUSTFLAGS replaces the flags of .cargo/config.toml, so they are repeated here.
flags=$(sed -n 's/^ *"\(-C[^"]*\)",*$/\1/p' .cargo/config.toml | tr '\n' ' ')
profile=${PGO_PROFILE:-release}

raw=$(mktemp -d)
trap 'rm -rf "$raw"' EXIT
build() {
  CARGO_TARGET_DIR=$out RUSTFLAGS="$flags $1" cargo build --profile "$profile" --target "$host"
}
build "-Cprofile-generate=$raw"
for program in benches/programs/*.py examples/*.py; do
  LLVM_PROFILE_FILE="$raw/%p.profraw" "$out/$host/$profile/pyr" "$program" </dev/null >/dev/null
done
"$profdata" merge -o "$out/pyr.profdata" "$raw"
build "-Cprofile-use=$(realpath "$out/pyr.profdata") -Cllvm-args=-pgo-warn-missing-function=false"
cp "$out/$host/$profile/pyr" "$out/pyr"
echo "$out/pyr"
