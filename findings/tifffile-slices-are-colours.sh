#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# tifffile 2023.2.3 (Debian 12): a stack of three or four slices is written as one picture in colour.
#
# One would guess that imwrite() writes an array of slices x height x width as so many grey pages, however many slices there
# are. Whatever their type, three become the red, green and blue of one picture, in planes, and four become a colour that may be
# transparent; two and five are pages. tifffile reads its own file back as the
# array that it was, since it notes the shape in the description, so whoever writes the file sees nothing of it: other
# programs show a colour picture, of one page. Whoever reads TIFF must look into the description to tell slices from colours.
# photometric="minisblack" says that slices are meant.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -q python3-tifffile=20230203-1 >/dev/null 2>&1
packages=$(apt-get install -s --no-install-recommends python3-numpy python3-pil 2>/dev/null | awk '/^Inst/ { print $2 }')
[[ -z $packages ]] || apt-get download -q $packages >/dev/null 2>&1
for package in *.deb; do dpkg -x "$package" .; done
export LD_LIBRARY_PATH=$PWD/usr/lib/x86_64-linux-gnu PYTHONPATH=$PWD/usr/lib/python3/dist-packages
/usr/bin/python3 -W ignore - <<'PYTHON'
import numpy as np
import tifffile
from PIL import Image

print("tifffile", tifffile.__version__)
for kind in ("u1", "u2", "f4"):
    for slices in (2, 3, 4, 5):
        stack = np.arange(slices * 8 * 9).reshape(slices, 8, 9).astype(kind)
        tifffile.imwrite("stack.tif", stack)
        with tifffile.TiffFile("stack.tif") as file:
            pages, colours = len(file.pages), file.pages[0].photometric.name
        print(f"{slices} slices of {kind}: {pages} pages of {colours}")
        assert np.array_equal(tifffile.imread("stack.tif"), stack)
        isColour = slices in (3, 4)
        assert (pages, colours) == ((1, "RGB") if isColour else (slices, "MINISBLACK"))

tifffile.imwrite("stack.tif", np.zeros((3, 8, 9), "u1"))
with Image.open("stack.tif") as picture:
    print(f"Pillow sees a picture of mode {picture.mode}, {picture.n_frames} page")
    assert (picture.mode, picture.n_frames) == ("RGB", 1)
tifffile.imwrite("stack.tif", np.zeros((3, 8, 9), "u1"), photometric="minisblack")
with tifffile.TiffFile("stack.tif") as file:
    assert len(file.pages) == 3
PYTHON
