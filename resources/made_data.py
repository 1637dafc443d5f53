#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the made up data that the pictures of README and guide show.

    made_data.py FOLDER

animals.csv  a table of 400 animals: columns with units, an id, and a kind as the label
waves.csv    500 signals: damped waves of 96 moments
cells.tif    a stack of 300 pages of 24 x 24 in 16 bits, as microscopes write them: cells that split and drift
"""

import math
import pathlib
import random
import struct
import sys

COLUMNS = ("length [cm]", "mass [kg]", "age [a]", "pulse [1/min]", "temperature [C]", "step [m]", "sleep [h]",
           "fur [kg/m3]")
MEANS = {"cat": (45, 4, 6, 150, 38.6, 0.3, 13, 900),
         "dog": (80, 20, 7, 100, 38.3, 0.6, 10, 700),
         "horse": (240, 500, 14, 36, 37.9, 1.7, 3, 400)}
PAGES, SIDE = 300, 24


def animals(chance, rows=400):
    yield ",".join(("id", *COLUMNS, "kind"))
    for row in range(rows):
        kind = chance.choice(list(MEANS))
        size = chance.gauss(0, 1)  # what all columns of an animal share
        values = (mean * (1 + 0.12 * size + 0.06 * chance.gauss(0, 1)) for mean in MEANS[kind])
        yield ",".join((f"S-{1001 + row}", *(f"{value:.6g}" for value in values), kind))


def waves(chance, rows=500, moments=96):
    yield ",".join(f"t{moment}" for moment in range(moments))
    for _ in range(rows):
        height, pace, shift = chance.uniform(0.5, 2), chance.uniform(0.05, 0.25), chance.uniform(0, 6)
        yield ",".join(f"{height * math.sin(pace * t + shift) * math.exp(-t / 120):.4f}" for t in range(moments))


def cell_page(chance):
    """Two discs that were one, in the 12 bits that a camera gives."""
    x, y = chance.uniform(8, 15), chance.uniform(8, 15)
    apart, turn, light = chance.uniform(0, 5), chance.uniform(0, math.pi), chance.uniform(2400, 3800)
    dx, dy = apart * math.cos(turn), apart * math.sin(turn)

    def grey(column, row):
        bright = sum(1 / (1 + math.exp(2 * (math.hypot(column - x - way * dx, row - y - way * dy) - 4)))
                     for way in (-1, 1))
        return int(min(4095, 120 + light * min(bright, 1) + chance.gauss(0, 25)))

    return b"".join(struct.pack("<H", max(0, grey(column, row))) for row in range(SIDE) for column in range(SIDE))


def tiff(pages, side):
    """Pages of grey in 16 bits, little-endian, one strip each (TIFF 6.0, sections 2 and 4)."""
    content, size = bytearray(b"II*\0" + struct.pack("<I", 8)), 2 * side * side
    for number, page in enumerate(pages):
        start = len(content)
        numbers = {256: (4, side), 257: (4, side), 258: (3, 16), 259: (3, 1), 262: (3, 1), 277: (3, 1), 278: (4, side),
                   279: (4, size)}
        end = start + 2 + 12 * (len(numbers) + 1) + 4
        numbers[273] = (4, end)
        content += struct.pack("<H", len(numbers))
        for tag in sorted(numbers):
            content += struct.pack("<HHII", tag, numbers[tag][0], 1, numbers[tag][1])
        content += struct.pack("<I", 0 if number == PAGES - 1 else end + size) + page
    return bytes(content)


def main(folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "animals.csv").write_text("\n".join(animals(random.Random(3))) + "\n")
    (folder / "waves.csv").write_text("\n".join(waves(random.Random(4))) + "\n")
    chance = random.Random(5)
    (folder / "cells.tif").write_bytes(tiff((cell_page(chance) for _ in range(PAGES)), SIDE))


if __name__ == "__main__":
    main(*sys.argv[1:])
