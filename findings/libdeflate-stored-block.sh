#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# libdeflate 1.14 (Debian 12): the beginning of a gzip file cannot always be had by unpacking it into a small buffer.
#
# One would guess that decompression into a buffer that is too small fills the buffer and then says that there is not
# enough room. That holds for compressed blocks: all but a last match arrives. Of a stored block, in which deflate keeps
# bytes that do not pack (noise, or what `gzip -0` writes), nothing arrives unless the whole block fits, up to 65,535
# bytes; and a file that is cut inside a stored block is called bad data, again without a byte. So whoever tells formats
# apart by the first bytes in a gzip file needs that much room, and must read that much of the file.
# Source of the block's length: RFC 1951, section 3.2.4
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -q libdeflate0=1.14-1 >/dev/null 2>&1
dpkg -x libdeflate0_*.deb .
LIBRARY=$(find . -name 'libdeflate.so.0') python3 - <<'PYTHON'
import ctypes, gzip, os

library = ctypes.CDLL(os.path.abspath(os.environ["LIBRARY"]))
library.libdeflate_alloc_decompressor.restype = ctypes.c_void_p
decompressor = ctypes.c_void_p(library.libdeflate_alloc_decompressor())
RESULTS = ["success", "bad data", "short output", "insufficient space"]


def unpacked(packed, room):
    """What is said, and how many bytes arrived in a buffer that held 0xEE before."""
    out = ctypes.create_string_buffer(b"\xee" * room, room)
    taken, given = ctypes.c_size_t(), ctypes.c_size_t()
    result = library.libdeflate_gzip_decompress_ex(
        decompressor, packed, ctypes.c_size_t(len(packed)), out, ctypes.c_size_t(room), ctypes.byref(taken), ctypes.byref(given))
    return RESULTS[result], room - out.raw.count(b"\xee")


data = bytes(i % 200 for i in range(100000))  # without the byte 0xEE
seen = {
    "compressed, room for 1,024": unpacked(gzip.compress(data, 6), 1024),
    "stored, room for 1,024": unpacked(gzip.compress(data, 0), 1024),
    "stored, room for 65,535": unpacked(gzip.compress(data, 0), 65535),
    "stored, cut after 60,000, room for 65,535": unpacked(gzip.compress(data, 0)[:60000], 65535),
}
for what, (said, arrived) in seen.items():
    print(f"{what}: {said}, {arrived} bytes arrived")
assert seen["compressed, room for 1,024"][0] == "insufficient space"
assert seen["compressed, room for 1,024"][1] > 1024 - 258
assert seen["stored, room for 1,024"] == ("insufficient space", 0)
said, arrived = seen["stored, room for 65,535"]
assert said == "insufficient space" and 32000 < arrived <= 65535  # the first block
assert seen["stored, cut after 60,000, room for 65,535"] == ("bad data", 0)
PYTHON
