#!/usr/bin/env bash
# make-images.sh FOLDER: writes images as skopeo, umoci and buildah make them into the folder, each under its own name.
# Needs skopeo, umoci, tar, gzip, zstd and openssl; buildah adds the images that only it can make.
set -euo pipefail
cd "$1"
quietly() { "$@" >log 2>&1 || { cat log >&2; return 1; }; }
copy() { quietly skopeo copy --insecure-policy "$@"; }

mkdir -p rootfs/app rootfs/etc
echo 'hello' >rootfs/app/hello
seq 20000 >rootfs/app/numbers
ln rootfs/app/hello rootfs/app/hello-again
ln -s ../app/hello rootfs/etc/link
printf 'root:x:0:0::/:/bin/sh\n' >rootfs/etc/passwd

quietly umoci init --layout single
quietly umoci new --image single:base
quietly umoci insert --rootless --image single:base rootfs /
quietly umoci config --image single:base --tag v1 --os linux --architecture amd64 --config.env A=1 --config.cmd /app/hello
quietly umoci unpack --rootless --image single:v1 bundle
rm bundle/rootfs/app/numbers
echo 'more' >bundle/rootfs/app/more
quietly umoci repack --image single:v2 bundle
quietly umoci gc --layout single

copy oci:single:v2 oci-archive:layout.tar:v2
gzip -k layout.tar
zstd -q -k layout.tar
copy oci:single:v2 docker-archive:docker.tar:example/app:v2
copy --dest-compress --dest-compress-format zstd oci:single:v2 oci:zstd:v2
copy docker-archive:docker.tar oci:from-docker:v2
openssl genrsa -out key.pem 2048 2>/dev/null
openssl rsa -in key.pem -pubout -out key.pub 2>/dev/null
copy --encryption-key jwe:key.pub oci:single:v2 oci:encrypted:v2

if command -v buildah >/dev/null; then
  export STORAGE_DRIVER=vfs BUILDAH_ISOLATION=chroot
  storage=$(mktemp -d)
  b() { quietly buildah --root "$storage/root" --runroot "$storage/run" "$@"; cat log; }
  for arch in amd64 arm64; do
    container=$(b from --arch "$arch" scratch)
    b copy "$container" rootfs /
    b config --arch "$arch" --os linux --env "ARCH=$arch" --label org.example.arch="$arch" "$container"
    b commit --format oci "$container" "image-$arch"
  done >/dev/null
  b manifest create list >/dev/null
  for arch in amd64 arm64; do b manifest add --arch "$arch" list "image-$arch"; done >/dev/null
  b manifest push --all -f oci list oci:multi:1 >/dev/null
  rm -rf "$storage"
fi
rm -rf bundle rootfs log key.pem key.pub
