#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rebuilds the net of a run file with numpy alone and runs it, to show that nothing else is needed.

Usage: rebuild_run.py RUN IMAGES.npy CODES.npy RECONSTRUCTIONS.npy
IMAGES are samples x height x width x channels on the scale of the data; the last two are written.
"""
import json
import struct
import sys

import numpy as np


def read(path):
    """The tensors and the metadata of a safetensors file."""
    blob = open(path, "rb").read()
    length, = struct.unpack("<Q", blob[:8])
    header = json.loads(blob[8:8 + length])
    metadata = header.pop("__metadata__")
    types = {"F32": "<f4", "F64": "<f8", "I64": "<i8", "U8": "u1"}
    tensors = {name: np.frombuffer(blob[8 + length:][slice(*entry["data_offsets"])], types[entry["dtype"]])
               .reshape(entry["shape"]) for name, entry in header.items()}
    return tensors, {key: json.loads(text) for key, text in metadata.items()}


def run(part, entries, tensors, image_shape, x):
    """x through a list of layers; images are samples x channels x height x width, as in PyTorch."""
    for i, entry in enumerate(entries):
        kind = entry["type"]
        if kind == "flatten":
            x = x.reshape(len(x), -1)
        elif kind == "dense":
            x = x.reshape(len(x), -1) @ tensors[f"{part}.{i}.weight"].T + tensors[f"{part}.{i}.bias"]
        elif kind == "reshape":
            x = x.reshape(len(x), *image_shape)
        elif kind == "relu":
            x = np.maximum(x, 0)
        elif kind == "tanh":
            x = np.tanh(x)
        elif kind == "sigmoid":
            x = 1 / (1 + np.exp(-x))
        else:
            sys.exit(f"{part} {i}: no rule for the layer {kind}")
    return x


def main():
    run_path, images_path, codes_path, pictures_path = sys.argv[1:]
    tensors, metadata = read(run_path)
    model, data = metadata["isthmus.model"], metadata["isthmus.data"]
    shape = data["channels"], data["height"], data["width"]
    x = np.load(images_path).astype(np.float64).transpose(0, 3, 1, 2)
    code = run("encoder", model["encoder"], tensors, shape, x)
    if model["bottleneck"] == "gaussian":
        code = code @ tensors["mu.weight"].T + tensors["mu.bias"]
    picture = run("decoder", model["decoder"], tensors, shape, code)
    if model["loss"] == "bce":
        picture = 1 / (1 + np.exp(-picture))
    np.save(codes_path, code.reshape(len(x), -1).astype(np.float32))
    np.save(pictures_path, picture.reshape(-1, *shape).transpose(0, 2, 3, 1).astype(np.float32))


if __name__ == "__main__":
    main()
