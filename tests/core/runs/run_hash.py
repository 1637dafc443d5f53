# SPDX-License-Identifier: GPL-3.0-or-later
"""Recomputes the hash of a run file from the description in core/runs/RunHash.h: python3 run_hash.py RUN"""
import hashlib
import json
import struct
import sys

with open(sys.argv[1], "rb") as file:
    (size,) = struct.unpack("<Q", file.read(8))
    header = json.loads(file.read(size))
    data = file.read()

texts = header.pop("__metadata__")
names = sorted(name for name in header if name.split(".")[0] in ("encoder", "mu", "log_var", "decoder"))
lines = [
    texts["isthmus.model"],
    texts["isthmus.training"],
    json.loads(texts["isthmus.data"])["fingerprint"],
    str(json.loads(texts["isthmus.state"])["step"]),
]
digest = hashlib.sha256("".join(line + "\n" for line in lines).encode())
for name in names:
    begin, end = header[name]["data_offsets"]
    digest.update(data[begin:end])
print(digest.hexdigest()[:16])
