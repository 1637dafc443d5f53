# SPDX-License-Identifier: GPL-3.0-or-later
"""What a newcomer has on the disk, written into the home folder of a visit."""

import struct
import zlib


def png(path, width, height, pixel):
    """A grey or coloured picture; pixel(x, y) gives its 1 or 3 bytes."""
    rows = b"".join(b"\0" + b"".join(bytes(pixel(x, y)) for x in range(width)) for y in range(height))
    kind = 0 if len(pixel(0, 0)) == 1 else 2

    def chunk(name, content):
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    chunks = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunks)


def own_pictures(folder, count=300, side=16):
    """Bright discs (class "disc") and bars (class "bar") on black, each at a place of its own."""
    for number in range(count):
        kind = ("disc", "bar")[number % 2]
        (folder / kind).mkdir(parents=True, exist_ok=True)
        left, top = 3 + number * 7 % 10, 3 + number * 5 % 9

        def pixel(x, y):
            inside = (x - left) ** 2 + (y - top) ** 2 < 9 if kind == "disc" else abs(x - left) < 2
            return (60 + number % 190,) if inside else (0,)

        png(folder / kind / f"{number}.png", side, side, pixel)


def own_pictures_at_hand(home):
    own_pictures(home / "pictures")
    return ()
