#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# HDF5 1.10.8 (Debian 12): a program that links the library loads curl, OpenSSL, Kerberos and LDAP before main() begins.
#
# One would guess that a library for files stands on libc and a few packers. Debian's can also read files from Amazon's S3,
# and that one driver (H5FDros3) brings some thirty libraries along. A program that opens local files alone pays for them at
# each start, also where it opens none: about 20 ms, as long as Qt's own libraries take. The archive in the same package
# for developers, libhdf5_serial.a, does not: the linker takes the driver out of it only for a program that names it.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
version=1.10.8+repack1-1
apt-get download -q "libhdf5-dev=$version" "libhdf5-103-1=$version" libaec-dev libaec0 libsz2 >/dev/null 2>&1
packages=$(apt-get install -s --no-install-recommends libhdf5-103-1 g++ zlib1g-dev 2>/dev/null | awk '/^Inst/ { print $2 }')
[[ -z $packages ]] || apt-get download -q $packages >/dev/null 2>&1
for package in *.deb; do dpkg -x "$package" .; done
root=$PWD/usr
libraries=$root/lib/x86_64-linux-gnu
export LD_LIBRARY_PATH=$libraries
cat >main.cpp <<'CPP'
#include <hdf5.h>
int main(int count, char** names)
{
    return count > 1 && H5Fopen(names[1], H5F_ACC_RDONLY, H5P_DEFAULT) < 0;
}
CPP
for kind in shared archive; do
    library=$libraries/libhdf5_serial.$([[ $kind = shared ]] && echo so || echo a)
    g++ -I"$root/include/hdf5/serial" main.cpp -L"$libraries" "$library" -lsz -lz -lm -ldl -o "$kind"
done
loaded() { ldd "$1" | grep -c '=>'; }
milliseconds() {
    /usr/bin/python3 - "$1" <<'PYTHON'
import subprocess, sys, time

def start():
    begin = time.perf_counter()
    subprocess.run([sys.argv[1]], check=True)
    return time.perf_counter() - begin

print(f"{1000 * min(start() for _ in range(50)):.1f}")
PYTHON
}
for kind in shared archive; do
    echo "$kind: $(loaded ./$kind) libraries, starts in $(milliseconds ./$kind) ms"
done
[[ $(loaded ./shared) -gt 25 && $(loaded ./archive) -lt 10 ]]
for name in libcurl libcrypto libkrb5 libldap; do
    ldd ./shared | grep -q "$name"
    ! ldd ./archive | grep -q "$name"
done
