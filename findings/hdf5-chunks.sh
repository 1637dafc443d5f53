#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# HDF5 1.10.8 (Debian 12): two surprises for whoever reads the chunks of a data set.
#
# 1. One would guess that the library tells the place of a chunk in the file (H5Dget_chunk_info) as it tells that of a
#    data set in one piece (H5Dget_offset). But in a file with a block of another program before it, as each MATLAB 7.3
#    file has one of 512 bytes, the place of a chunk is counted from behind that block, and the other from the beginning
#    of the file. Whoever reads chunks past the library at the places that it tells reads other numbers, without an error.
# 2. One would guess that unpacking a chunk takes about as much memory as the chunk holds, which the library knows before:
#    64 KiB here. But its deflate filter doubles its buffer until zlib is done, so a file of 1 MB takes 1 GiB of memory; and
#    what was too much is dropped without an error.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
packages=$(apt-get install -s --no-install-recommends python3-h5py 2>/dev/null | awk '/^Inst/ { print $2 }')
[[ -z $packages ]] || apt-get download -q $packages >/dev/null 2>&1
for package in *.deb; do [[ ! -e $package ]] || dpkg -x "$package" .; done
export LD_LIBRARY_PATH=$PWD/usr/lib/x86_64-linux-gnu PYTHONPATH=$PWD/usr/lib/python3/dist-packages
/usr/bin/python3 - <<'PYTHON'
import os, resource, zlib
import h5py
import numpy as np

print("HDF5", h5py.version.hdf5_version)
for block in (0, 512):
    with h5py.File("places.h5", "w", userblock_size=block) as file:
        file.create_dataset("chunk", data=np.frombuffer(b"in a chunk", "u1"), chunks=(10,))
        file.create_dataset("piece", data=np.frombuffer(b"in a piece", "u1"))
    content = open("places.h5", "rb").read()
    with h5py.File("places.h5") as file:
        chunk = file["chunk"].id.get_chunk_info_by_coord((0,)).byte_offset
        piece = file["piece"].id.get_offset()
    print(f"block of {block}: chunk said to be at {chunk}, is at {content.find(b'in a chunk')};",
          f"piece said to be at {piece}, is at {content.find(b'in a piece')}")
    assert content.find(b"in a chunk") - chunk == block
    assert content.find(b"in a piece") == piece

with h5py.File("bomb.h5", "w") as file:
    made = file.create_dataset("x", (65536,), "u1", chunks=(65536,), compression="gzip")
    packer = zlib.compressobj(9)
    packed = b"".join([packer.compress(bytes(1 << 20)) for _ in range(1024)] + [packer.flush()])
    made.id.write_direct_chunk((0,), packed)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with h5py.File("bomb.h5") as file:
    count = len(file["x"][:])
took = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
print(f"a file of {os.path.getsize('bomb.h5'):,} bytes, {count:,} numbers of a byte: {took:,} MiB of memory, no error")
assert count == 65536 and took > 900
PYTHON
