#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# libtiff 4.5 (Debian 12): TIFFSetDirectory() finds a page by walking from the first one, so whoever asks for the pages of
# a stack by their numbers waits for the square of their count; TIFFSetSubDirectory() with the place of a directory jumps.
#
# One would guess that an open file remembers where its pages are. It does remember which ones it has seen, to notice
# circles, but goes through the chain from its head again for each TIFFSetDirectory(), forwards and backwards. In a file
# that is mapped into memory a step costs a fraction of a microsecond, and few notice. In one that is read (mode "m", or
# TIFFClientOpen() without procedures for mapping, as image libraries use it) each step is system calls: 1,000 pages take
# seconds, 3,000 more than half a minute. The place of each directory is had from TIFFCurrentDirOffset() in one walk of
# TIFFReadDirectory(), or by reading the chain oneself: two numbers a page.
# Source of the chain: TIFF Revision 6.0, section 2
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -q libtiff6 libdeflate0 libjbig0 liblerc4 libwebp7 libzstd1 liblzma5 libjpeg62-turbo zlib1g >/dev/null 2>&1
for package in *.deb; do dpkg -x "$package" .; done
libraries=$(find . -name '*.so.*' -exec dirname {} \; | sort -u | sed "s|^\.|$folder|" | paste -sd:)
LIBRARY=$(find "$folder" -name 'libtiff.so.6') LD_LIBRARY_PATH=$libraries python3 - <<'PYTHON'
import ctypes, os, struct, time

PAGES = 1000
with open("stack.tif", "wb") as file:  # pages of one pixel each: eight entries, and the way to the next one
    file.write(b"II*\0" + struct.pack("<I", 8))
    for page in range(PAGES):
        here = 8 + page * 102
        entries = [(256, 4, 1, 1), (257, 4, 1, 1), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, 1, 4),
                   (278, 4, 1, 1), (279, 4, 1, 1)]
        file.write(struct.pack("<H", 8) + b"".join(struct.pack("<HHII", *entry) for entry in entries)
                   + struct.pack("<I", here + 102 if page + 1 < PAGES else 0))

tiff = ctypes.CDLL(os.environ["LIBRARY"])
tiff.TIFFOpen.restype = ctypes.c_void_p
tiff.TIFFCurrentDirOffset.restype = ctypes.c_uint64
for name in ("TIFFCurrentDirOffset", "TIFFReadDirectory"):
    getattr(tiff, name).argtypes = [ctypes.c_void_p]
tiff.TIFFSetDirectory.argtypes = [ctypes.c_void_p, ctypes.c_uint32]
tiff.TIFFSetSubDirectory.argtypes = [ctypes.c_void_p, ctypes.c_uint64]
file = ctypes.c_void_p(tiff.TIFFOpen(b"stack.tif", b"rm"))


def timed(what, work):
    begin = time.monotonic()
    result = work()
    seconds = time.monotonic() - begin
    print(f"{what}: {seconds:.3f} s")
    return result, seconds


def walk():
    places = [tiff.TIFFCurrentDirOffset(file)]
    while tiff.TIFFReadDirectory(file):
        places.append(tiff.TIFFCurrentDirOffset(file))
    return places


places, walked = timed(f"walk over {PAGES} pages", walk)
assert places == [8 + page * 102 for page in range(PAGES)]
_, jumped = timed("each page by its place", lambda: [tiff.TIFFSetSubDirectory(file, place) for place in places])
_, counted = timed("each page by its number", lambda: [tiff.TIFFSetDirectory(file, page) for page in range(PAGES)])
print(f"by number takes {counted / jumped:.0f} times as long")
assert counted > 5 * jumped
PYTHON
