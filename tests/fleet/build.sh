#!/usr/bin/env bash
# Builds the registries of the fleet, the official suite and act, which runs workflows of GitHub Actions, each once, into FLEET_BIN (a cache folder outside the repository). The version is in
# the name of the program, so that another version is another program. What cannot be built does not keep the others from
# it, and is named at the end, with exit code 1.
set -uo pipefail
cd "$(dirname "$0")"
bin=${FLEET_BIN:-${XDG_CACHE_HOME:-$HOME/.cache}/oci-conformance/fleet}
distribution=3.1.2
# main on 2026-08-31; tests/fleet/official/suite.ts names the same.
official_suite=0.0.0-20260831232431-97274622c111
crates=(ferro-oci-server@1.0.0 container-registry@0.3.1)

mkdir -p "$bin"
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
missing=()

# once PRODUCT-VERSION COMMAND…: runs the command, which makes $fresh/made, and keeps that, unless it was kept before.
once() {
  local name=$1; shift
  [ -e "$bin/$name" ] && return
  rm -rf "$fresh/made"
  if "$@" && [ -e "$fresh/made" ]; then mv "$fresh/made" "$bin/$name"; else missing+=("$name"); fi
}

from_go_program() {
  local path=${1%@*}
  GOBIN=$fresh go install "$1" && mv "$fresh/${path##*/}" "$fresh/made"
}
# The official suite's source, with a main function of ours.
from_official_source() {
  local source; source=$(go mod download -json "$1" | sed -n 's/^\s*"Dir": "\(.*\)".*/\1/p') || return
  mkdir "$fresh/official" && cp "$source"/*.go "$source"/go.* official/reader.go "$fresh/official" && chmod -R u+w "$fresh/official" &&
    rm "$fresh/official/main.go" && from_go_module "$fresh/official"
}
from_go_module() (cd "$1" && go build -o "$fresh/made" .)
# What is built with Cargo shares what it is built from.
export CARGO_TARGET_DIR=$fresh/target
from_crate() { cargo install --locked --quiet --no-track --root "$fresh" "$1" "${@:2}" && mv "$fresh/bin/${1%@*}" "$fresh/made"; }
from_cargo_package() { (cd "$1" && cargo build --locked --quiet --release) && mv "$CARGO_TARGET_DIR/release/$(basename "$1")" "$fresh/made"; }

once "distribution-$distribution" from_go_program "github.com/distribution/distribution/v3/cmd/registry@v$distribution"

once "official-suite-$official_suite" from_go_program "github.com/opencontainers/distribution-spec/conformance@v$official_suite"
once "official-reader-$official_suite" from_official_source "github.com/opencontainers/distribution-spec/conformance@v$official_suite"

# tests/real/workflow.test.ts names the same.
once "act-0.2.89" from_go_program "github.com/nektos/act@v0.2.89"

for module in go/*/; do
  product=$(basename "$module")
  version=$(sed -n 's|^require .*/'"$product"' v\([^ ]*\).*|\1|p' "$module/go.mod")
  once "$product-$version" from_go_module "$module"
done

for crate in "${crates[@]}"; do
  features=()
  [ "${crate%@*}" = container-registry ] && features=(--features bin)
  once "${crate/@/-}" from_crate "$crate" "${features[@]}"
done

for package in rust/*/; do
  product=$(basename "$package")
  version=$(sed -n 's|^'"$product"' = "=\(.*\)"$|\1|p' "$package/Cargo.toml")
  once "$product-$version" from_cargo_package "$package"
done

[ ${#missing[@]} = 0 ] || { echo "not built: ${missing[*]}" >&2; exit 1; }
