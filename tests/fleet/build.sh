#!/usr/bin/env bash
# Builds the registries of the fleet that are written in Go, each once, into FLEET_BIN (a cache folder outside the
# repository). The version is in the name of the program, so that another version is another program.
set -euo pipefail
cd "$(dirname "$0")"
bin=${FLEET_BIN:-${XDG_CACHE_HOME:-$HOME/.cache}/oci-conformance/fleet}
distribution=3.1.2

mkdir -p "$bin"
if [ ! -x "$bin/distribution-$distribution" ]; then
  fresh=$(mktemp -d)
  trap 'rm -rf "$fresh"' EXIT
  GOBIN=$fresh go install "github.com/distribution/distribution/v3/cmd/registry@v$distribution"
  mv "$fresh/registry" "$bin/distribution-$distribution"
fi
for module in go/*/; do
  product=$(basename "$module")
  version=$(sed -n 's|^require .*/'"$product"' v\([^ ]*\).*|\1|p' "$module/go.mod")
  [ -x "$bin/$product-$version" ] || (cd "$module" && go build -o "$bin/$product-$version" .)
done
