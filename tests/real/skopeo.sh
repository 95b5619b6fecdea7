#!/usr/bin/env bash
# The reference registry against clients that nobody here wrote: images made by umoci, carried to and fro by skopeo.
# Needs a built dist/ (another place: DIST=…). Prints `N passed, N failed`; ends with 1 when something failed.
set -uo pipefail
cd "$(dirname "$0")/../.."
dist=${DIST:-dist}

for tool in skopeo umoci jq; do
  command -v "$tool" >/dev/null || { echo "skipped: $tool is not installed"; exit 0; }
done
[ -f "$dist/registry/server.js" ] || { echo "skipped: there is no build in $dist"; exit 0; }

scratch=$(mktemp -d)
export HOME=$scratch TMPDIR=$scratch   # skopeo keeps a cache of where blobs are; every run starts without one
registries=() passed=0 failed=0
finish() { for pid in "${registries[@]}"; do kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null; done; rm -rf "$scratch"; }
trap finish EXIT

check() {
  local name="$registry: $1"; shift
  if "$@" >"$scratch/log" 2>&1; then passed=$((passed + 1)); echo "ok      $name"
  else failed=$((failed + 1)); echo "FAILED  $name"; sed 's/^/        /' "$scratch/log" | tail -n 5; fi
}

# start NAME [SETTINGS]: starts a registry, by the command or with settings of its own; $host is where it listens.
start() {
  registry=$1
  local out="$scratch/$registry.url"
  touch "$out"
  if [ $# = 1 ] && [ -f "$dist/cli/bin.js" ]; then
    node "$dist/cli/bin.js" registry --port 0 >"$out" &
  else
    node --input-type=module -e '
      const { startRegistry } = await import(process.argv[1]);
      console.log((await startRegistry({ settings: JSON.parse(process.argv[2]) })).url);' \
      "file://$(realpath "$dist")/registry/server.js" "${2:-{\}}" >"$out" &
  fi
  registries+=($!)
  for _ in $(seq 100); do grep -q '^http' "$out" && break; sleep 0.1; done
  host=$(sed -n 's,^http://,,p' "$out")
  [ -n "$host" ] || { echo "the registry did not start"; exit 1; }
}

copy() { skopeo --insecure-policy copy --src-tls-verify=false --dest-tls-verify=false "${credentials[@]/#/--dest-}" "$@"; }
fetch() { skopeo --insecure-policy copy --src-tls-verify=false "${credentials[@]/#/--src-}" "$@"; }
raw() { skopeo inspect --raw --tls-verify=false "${credentials[@]/#/--}" "docker://$host/$1"; }
tags_are() { [ "$(skopeo list-tags --tls-verify=false "docker://$host/team/app" | jq -r '.Tags | join(" ")')" = "$1" ]; }

# same LAYOUT:TAG LAYOUT:TAG: both are the same manifest, and all that it refers to is there.
same() {
  local one two
  one=$(manifest_digest "$1") && two=$(manifest_digest "$2") && [ -n "$one" ] && [ "$one" = "$two" ] && whole "${2%%:*}" "$one"
}
manifest_digest() {
  jq -re --arg tag "${1#*:}" '.manifests[] | select(.annotations["org.opencontainers.image.ref.name"] == $tag) | .digest' "$scratch/${1%%:*}/index.json"
}
whole() {
  local file="$scratch/$1/blobs/${2/://}"
  [ "$(sha256sum <"$file" | cut -d' ' -f1)" = "${2#*:}" ] || { echo "$2 is not there"; return 1; }
  # Only manifests and indexes have references; a layer is no JSON at all, and jq's complaint about it means nothing.
  { jq -r '.config, .layers[]?, .manifests[]? | .digest? // empty' "$file" 2>/dev/null || true; } |
    while read -r child; do whole "$1" "$child" || return 1; done
}
refused() { ! "$@"; }

# --- content: two platforms, an index of both, a layer above what the registry keeps in memory
layout=$scratch/layout
umoci init --layout "$layout" >/dev/null
for arch in amd64 arm64; do
  mkdir -p "$scratch/root-$arch"
  echo "hello from $arch" >"$scratch/root-$arch/hello"
  head -c 3000000 /dev/urandom >"$scratch/root-$arch/noise"
  umoci new --image "$layout:$arch" >/dev/null
  umoci insert --rootless --image "$layout:$arch" "$scratch/root-$arch" /app >/dev/null
  umoci config --image "$layout:$arch" --os linux --architecture "$arch" --config.cmd /app/hello >/dev/null
done
child() { jq -c --arg tag "$1" '.manifests[] | select(.annotations["org.opencontainers.image.ref.name"] == $tag) | del(.annotations) + {platform: {os: "linux", architecture: $tag}}' "$layout/index.json"; }
jq -nc --argjson a "$(child amd64)" --argjson b "$(child arm64)" \
  '{schemaVersion: 2, mediaType: "application/vnd.oci.image.index.v1+json", manifests: [$a, $b]}' >"$scratch/multi"
digest=$(sha256sum <"$scratch/multi" | cut -d' ' -f1)
cp "$scratch/multi" "$layout/blobs/sha256/$digest"
jq -c --arg digest "sha256:$digest" --argjson size "$(stat -c %s "$scratch/multi")" \
  '.manifests += [{mediaType: "application/vnd.oci.image.index.v1+json", digest: $digest, size: $size, annotations: {"org.opencontainers.image.ref.name": "multi"}}]' \
  "$layout/index.json" >"$scratch/index" && cp "$scratch/index" "$layout/index.json"
skopeo --insecure-policy copy --dest-compress --dest-compress-format zstd "oci:$layout:amd64" "oci:$scratch/zstd:zstd" >/dev/null 2>&1
jq -e '.layers[0].mediaType | endswith("zstd")' "$scratch/zstd/blobs/$(manifest_digest zstd:zstd | tr : /)" >/dev/null ||
  { echo "skopeo made no zstd layer"; exit 1; }

# carry: every kind of content to the registry at $host and back.
carry() {
  check "push an image" copy "oci:$layout:amd64" "docker://$host/team/app:v1"
  check "push it again" copy "oci:$layout:amd64" "docker://$host/team/app:v2"
  check "pull it" fetch "docker://$host/team/app:v1" "oci:$scratch/back-$registry:amd64"
  check "it is the same" same layout:amd64 "back-$registry:amd64"
  check "push an index with all its images" copy --all "oci:$layout:multi" "docker://$host/team/multi:v1"
  check "pull it" fetch --all "docker://$host/team/multi:v1" "oci:$scratch/back-$registry:multi"
  check "it is the same" same layout:multi "back-$registry:multi"
  check "pull one platform of it" fetch --override-arch arm64 "docker://$host/team/multi:v1" "oci:$scratch/back-$registry:arm64"
  check "it is the same" same layout:arm64 "back-$registry:arm64"
  check "push an image with a zstd layer" copy "oci:$scratch/zstd:zstd" "docker://$host/team/app:zstd"
  check "pull it" fetch "docker://$host/team/app:zstd" "oci:$scratch/back-$registry:zstd"
  check "its layer is zstd, and whole" same zstd:zstd "back-$registry:zstd"
  check "push as Docker schema 2" copy --format v2s2 "oci:$layout:amd64" "docker://$host/team/app:docker"
  check "its type is Docker's" jq -e '.mediaType | contains("docker")' <(raw team/app:docker)
  check "carry it to another repository" copy "${credentials[@]/#/--src-}" "docker://$host/team/app:v1" "docker://$host/other/app:v1"
  check "what is not there cannot be pulled" refused raw team/app:none
}

manage() {
  check "inspect" skopeo inspect --tls-verify=false "docker://$host/team/app:v1"
  check "list tags" tags_are "docker v1 v2 zstd"
  check "delete" skopeo delete --tls-verify=false "${credentials[@]/#/--}" "docker://$host/team/app:docker"
  check "it is gone from the list" tags_are "v1 v2 zstd"
  check "delete what two tags point to" skopeo delete --tls-verify=false "docker://$host/team/app:v2"
  check "both are gone" tags_are "zstd"
}

credentials=()
start plain && carry && manage
start elsewhere '{"blobRedirect":true,"offsiteUploads":true,"criticalQuery":true,"locations":"absolute"}' && carry
start austere '{"mount":false,"singlePost":false,"sha512":false,"referrers":false,"etag":false,"ranges":false,"pageSize":2}' && carry
credentials=(creds=conformance:conformance-secret)
start basic '{"authentication":"basic"}' && carry
start bearer '{"authentication":"bearer","locations":"absolute"}' && carry
check "delete" skopeo delete --tls-verify=false "--creds=${credentials[0]#*=}" "docker://$host/team/app:v1"
credentials=(creds=limited:limited-secret)
check "the limited account cannot push" refused copy "oci:$layout:amd64" "docker://$host/team/app:v3"
check "nor pull what is not public" refused raw team/app:v2

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
