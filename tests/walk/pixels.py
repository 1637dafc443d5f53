# SPDX-License-Identifier: GPL-3.0-or-later
"""Pixels: those of an X server's screen, and pictures in files."""

import mmap
import struct
import zlib


class ScreenMemory:
    """The file in which Xvfb keeps the pixels of its screen (an XWD picture of 32 bits a pixel), read as it changes."""

    def __init__(self, path):
        with open(path, "rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        head = struct.unpack(">25I", self._bytes[:100])
        self._line = head[12]
        self._start = head[0] + 12 * head[19]  # behind the header and the table of colours

    def close(self):
        self._bytes.close()

    def pixels(self, x, y, width, height):
        """The bytes of the rectangle: red, green and blue of every pixel."""
        corners = (self._start + row * self._line + 4 * x for row in range(y, y + height))
        stored = b"".join(self._bytes[corner:corner + 4 * width] for corner in corners)
        colours = bytearray(3 * width * height)
        for channel in range(3):
            colours[channel::3] = stored[2 - channel::4]
        return bytes(colours)


def write_png(path, width, height, pixels):
    """A grey or coloured picture: 1 or 3 bytes a pixel."""
    line = len(pixels) // height
    rows = b"".join(b"\0" + pixels[start:start + line] for start in range(0, len(pixels), line))

    def chunk(name, content):
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    kind = 0 if line == width else 2
    head = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    chunks = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunks)
