#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rebuilds the net of a run file with numpy alone and runs it, to show that nothing else is needed.

Usage: rebuild_run.py RUN IMAGES.npy CODES.npy RECONSTRUCTIONS.npy
IMAGES are samples x height x width x channels on the scale of the data; the last two are written.
"""
import json
import math
import struct
import sys

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


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


def reshape(x, entry, image_shape, from_dense, mirror):
    """A picture of the size of the data where the entry does not say. Inside, pixels have all their channels together;
    rows of a dense layer alone are stored in the order of the picture that they become."""
    words = {"data": image_shape, "encoder": mirror["map"]}
    extents = [entry.get(field, "data") for field in ("channels", "height", "width")]
    channels, height, width = [words[extent][axis] if extent in words else int(extent)
                               for axis, extent in enumerate(extents)]
    if from_dense:
        return x.reshape(len(x), channels, height, width)
    if x.ndim == 4:
        x = x.transpose(0, 2, 3, 1)
    return x.reshape(len(x), height, width, channels).transpose(0, 3, 1, 2)


def windows(x, entry, fill, defaults={"kernel": 2, "stride": 2, "padding": 0}):
    """All places of a window over the picture: samples x channels x height x width x kernel x kernel."""
    kernel, stride, padding = (int(entry.get(field, default)) for field, default in defaults.items())
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)), constant_values=fill)
    return sliding_window_view(x, (kernel, kernel), (2, 3))[:, :, ::stride, ::stride]


def upsample(x, entry):
    factor = entry.get("factor", 2)
    return x.repeat(factor, 2).repeat(factor, 3)


CONV = {"kernel": 3, "stride": 1, "padding": 1}
CONV_TRANSPOSE = {"kernel": 3, "stride": 2, "padding": 1}


def conv(x, entry, weight, bias, mirror):
    return np.einsum("nchwij,ocij->nohw", windows(x, entry, 0, CONV), weight, optimize=True) + bias[:, None, None]


def conv_transpose(x, entry, weight, bias, mirror):
    """The output padding is that of the entry, or what restores the size that the encoder had at that depth."""
    kernel, stride, padding = (int(entry.get(field, default)) for field, default in CONV_TRANSPOSE.items())
    extents = [(extent - 1) * stride + kernel - 2 * padding for extent in x.shape[2:]]
    more = entry.get("output-padding", "encoder")
    if more == "encoder":
        missing = np.subtract(mirror["sizes"][-1], extents) if mirror["sizes"] else (0, 0)
        extents = [extent + (m if 0 < m < stride else 0) for extent, m in zip(extents, missing)]
    else:
        extents = [extent + int(more) for extent in extents]
    y = np.zeros((len(x), len(bias), *[extent + 2 * padding for extent in extents]))
    for i in range(kernel):
        for j in range(kernel):
            below = y[:, :, i:, j:][:, :, ::stride, ::stride][:, :, :x.shape[2], :x.shape[3]]
            below += np.einsum("nchw,co->nohw", x, weight[:, :, i, j])
    return y[:, :, padding:padding + extents[0], padding:padding + extents[1]] + bias[:, None, None]


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def normal(x, axes, entry):
    mean, variance = x.mean(axes, keepdims=True), x.var(axes, keepdims=True)
    return (x - mean) / np.sqrt(variance + entry.get("epsilon", 1e-5))


def by_channel(x, values):
    return values.reshape(-1, *[1] * (x.ndim - 2))


def batch_norm(x, entry, p):
    """By the running statistics, as outside training; a picture that was flattened by those of each value."""
    if len(p["weight"]) != x.shape[1]:
        return batch_norm(x.reshape(len(x), -1), entry, p).reshape(x.shape)
    mean, variance = by_channel(x, p["running_mean"]), by_channel(x, p["running_var"])
    y = (x - mean) / np.sqrt(variance + entry.get("epsilon", 1e-5))
    return y * by_channel(x, p["weight"]) + by_channel(x, p["bias"])


def layer_norm(x, entry, p):
    return normal(x, tuple(range(1, x.ndim)), entry) * p["weight"].reshape(x.shape[1:]) + p["bias"].reshape(x.shape[1:])


def group_norm(x, entry, p):
    y = normal(x.reshape(len(x), int(entry.get("groups", 1)), -1), 2, entry).reshape(x.shape)
    return y * by_channel(x, p["weight"]) + by_channel(x, p["bias"])


# Layers that make each value of the one in its place. A dense layer flattens pictures itself; dropout is for training.
ELEMENTWISE = {
    "flatten": lambda x, entry: x,
    "dropout": lambda x, entry: x,
    "linear": lambda x, entry: x,
    "relu": lambda x, entry: np.maximum(x, 0),
    "leaky-relu": lambda x, entry: np.where(x > 0, x, entry.get("slope", 0.01) * x),
    "elu": lambda x, entry: np.where(x > 0, x, entry.get("alpha", 1) * np.expm1(np.minimum(x, 0))),
    "silu": lambda x, entry: x * sigmoid(x),
    "gelu": lambda x, entry: x * np.vectorize(math.erfc)(-x / math.sqrt(2)) / 2,
    "softplus": lambda x, entry: np.logaddexp(0, x),
    "sigmoid": lambda x, entry: sigmoid(x),
    "tanh": lambda x, entry: np.tanh(x),
    "softsign": lambda x, entry: x / (1 + np.abs(x)),
}
# Layers between pictures, without weights and with them.
SPATIAL = {
    "max-pool": lambda x, entry: windows(x, entry, -np.inf).max((4, 5)),
    "avg-pool": lambda x, entry: windows(x, entry, 0).mean((4, 5)),
    "upsample": upsample,
}
CONVOLUTIONS = {"conv": conv, "conv-transpose": conv_transpose}
# Layers that change neither shape nor order, by all tensors of theirs.
NORMS = {"batch-norm": batch_norm, "layer-norm": layer_norm, "group-norm": group_norm}


def run(part, entries, tensors, image_shape, x, mirror):
    """x through a list of layers; images are samples x channels x height x width, as in PyTorch. The encoder leaves in
    `mirror` its last picture's shape ("map") and the sizes that it made smaller; the decoder uses them up."""
    from_dense, is_picture = False, part == "encoder"
    for i, entry in enumerate(entries):
        kind = entry["type"]
        before = x.shape
        weight, bias = tensors.get(f"{part}.{i}.weight"), tensors.get(f"{part}.{i}.bias")
        if kind == "dense":
            x = x.reshape(len(x), -1) @ weight.T + bias
        elif kind == "reshape":
            x = reshape(x, entry, image_shape, from_dense, mirror)
        elif kind in ELEMENTWISE:
            x = ELEMENTWISE[kind](x, entry)
        elif kind in SPATIAL:
            x = SPATIAL[kind](x, entry)
        elif kind in CONVOLUTIONS:
            x = CONVOLUTIONS[kind](x, entry, weight, bias, mirror)
        elif kind in NORMS:
            prefix = f"{part}.{i}."
            x = NORMS[kind](x, entry, {name[len(prefix):]: t for name, t in tensors.items() if name.startswith(prefix)})
        else:
            sys.exit(f"{part} {i}: no rule for the layer {kind}")
        from_dense = kind == "dense" or (from_dense and kind in (*ELEMENTWISE, "batch-norm", "layer-norm"))
        is_picture = is_picture and kind not in ("dense", "flatten")
        growth = np.prod(x.shape[2:]) - np.prod(before[2:]) if kind in {**SPATIAL, **CONVOLUTIONS} else 0
        if is_picture:
            mirror["map"] = x.shape[1:]
            mirror["sizes"] += [before[2:]] if growth < 0 else []
        elif part == "decoder" and growth > 0:
            del mirror["sizes"][-1:]
    return x


def main():
    run_path, images_path, codes_path, pictures_path = sys.argv[1:]
    tensors, metadata = read(run_path)
    model, data = metadata["isthmus.model"], metadata["isthmus.data"]
    shape = data["channels"], data["height"], data["width"]
    x = np.load(images_path).astype(np.float64).transpose(0, 3, 1, 2)
    mirror = {"map": shape, "sizes": []}
    code = run("encoder", model["encoder"], tensors, shape, x, mirror)
    if model["bottleneck"] == "gaussian":
        code = code.reshape(len(x), -1) @ tensors["mu.weight"].T + tensors["mu.bias"]
    picture = run("decoder", model["decoder"], tensors, shape, code, mirror)
    if model["loss"] == "bce":
        picture = sigmoid(picture)
    np.save(codes_path, code.reshape(len(x), -1).astype(np.float32))
    np.save(pictures_path, picture.reshape(-1, *shape).transpose(0, 2, 3, 1).astype(np.float32))


if __name__ == "__main__":
    main()
