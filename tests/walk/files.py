# SPDX-License-Identifier: GPL-3.0-or-later
"""What a newcomer has on the disk, written into the home folder of a visit."""

import json
import struct

from pixels import write_png


def own_pictures(folder, count=300, side=16):
    """Bright discs (class "disc") and bars (class "bar") on black, each at a place of its own."""
    for number in range(count):
        kind = ("disc", "bar")[number % 2]
        (folder / kind).mkdir(parents=True, exist_ok=True)
        left, top = 3 + number * 7 % 10, 3 + number * 5 % 9

        def grey(x, y):
            inside = (x - left) ** 2 + (y - top) ** 2 < 9 if kind == "disc" else abs(x - left) < 2
            return 60 + number % 190 if inside else 0

        grey_pixels = bytes(grey(x, y) for y in range(side) for x in range(side))
        write_png(folder / kind / f"{number}.png", side, side, grey_pixels)


def own_pictures_at_hand(home):
    own_pictures(home / "pictures")
    return ()


def table_of_numbers(home, rows=600, columns=400):
    """A table that could be lines of 400 numbers or pictures of 20 x 20."""
    lines = (",".join(f"{(row * 7 + column * 3) % 97 / 97:.2f}" for column in range(columns)) for row in range(rows))
    (home / "table.csv").write_text("\n".join(lines) + "\n")
    return (home / "table.csv", "--paused")


def table_with_gaps(home, rows=200):
    """A table in which some numbers are missing."""
    lines = (f"{row % 7},{'' if row % 19 == 3 else row * 5 % 11},{row % 3 + row / rows:.3f}" for row in range(rows))
    (home / "gaps.csv").write_text("width [cm],height [cm],mass [kg]\n" + "\n".join(lines) + "\n")
    return (home / "gaps.csv",)


def model_of_another_program(home):
    """The weights of a dense autoencoder, as PyTorch's state_dict() in safetensors."""
    shapes = {"encoder.0.weight": (32, 784), "encoder.0.bias": (32,),
              "encoder.2.weight": (2, 32), "encoder.2.bias": (2,),
              "decoder.0.weight": (32, 2), "decoder.0.bias": (32,),
              "decoder.2.weight": (784, 32), "decoder.2.bias": (784,)}
    head, content = {}, b""
    for name, shape in shapes.items():
        size = 4 * shape[0] * (shape[1] if len(shape) > 1 else 1)
        head[name] = {"dtype": "F32", "shape": shape, "data_offsets": (len(content), len(content) + size)}
        content += bytes(size)
    text = json.dumps(head).encode()
    path = home / "theirs.safetensors"
    path.write_bytes(struct.pack("<Q", len(text)) + text + content)
    return (path,)
