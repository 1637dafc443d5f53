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


def sides(entry, field, default):
    """A number along the height, and the one along the width."""
    height = entry.get(field, default)
    width = entry.get(field + "-width", "height")
    return height, height if width == "height" else width


def windows(x, entry, fill, defaults={"kernel": 2, "stride": 2, "padding": 0}):
    """All places of a window over the picture: samples x channels x height x width x kernel rows x kernel columns."""
    kernel, stride, padding = (np.array(sides(entry, field, default), int) for field, default in defaults.items())
    dilation = np.array(sides(entry, "dilation", 1), int)
    reach = (kernel - 1) * dilation + 1
    x = np.pad(x, ((0, 0), (0, 0), (padding[0],) * 2, (padding[1],) * 2), constant_values=fill)
    places = sliding_window_view(x, tuple(reach), (2, 3))[:, :, ::stride[0], ::stride[1]]
    return places[..., ::dilation[0], ::dilation[1]]


def upsample(x, entry):
    """Each pixel is the one before its place."""
    for axis, field, factor in zip((2, 3), ("height", "width"), sides(entry, "factor", 2)):
        small, large = x.shape[axis], entry.get(field, "factor")
        large = int(small * factor if large == "factor" else large)
        x = x.take(np.arange(large) * small // large, axis)
    return x


def bilinear(x, entry):
    """A mean of the two nearest pixels along each axis."""
    def along(x, axis, field):
        small = x.shape[axis]
        large = entry.get(field, "factor")
        large = int(small * entry.get("factor", 2) if large == "factor" else large)
        places = np.arange(large)
        if entry.get("corners", 0) == 1:
            places = places * (small - 1) / max(large - 1, 1)
        elif entry.get("corners", 0) == 2:
            places = places * small / large
        else:
            places = np.clip((places + 0.5) * small / large - 0.5, 0, small - 1)
        below = np.minimum(places.astype(int), small - 1)
        share = (places - below).reshape([-1 if i == axis else 1 for i in range(4)])
        return x.take(below, axis) * (1 - share) + x.take(np.minimum(below + 1, small - 1), axis) * share
    return along(along(x, 2, "height"), 3, "width")


def pixel_shuffle(x, entry):
    samples, channels, height, width = x.shape
    factor = int(entry.get("factor", 2))
    if entry.get("depth", 0) == 1:
        x = x.reshape(samples, factor, factor, -1, height, width).transpose(0, 3, 4, 1, 5, 2)
    else:
        x = x.reshape(samples, -1, factor, factor, height, width).transpose(0, 1, 4, 2, 5, 3)
    return x.reshape(samples, -1, height * factor, width * factor)


def pixel_unshuffle(x, entry):
    samples, channels, height, width = x.shape
    factor = int(entry.get("factor", 2))
    x = x.reshape(samples, channels, height // factor, factor, width // factor, factor)
    x = x.transpose((0, 3, 5, 1, 2, 4) if entry.get("depth", 0) == 1 else (0, 1, 3, 5, 2, 4))
    return x.reshape(samples, -1, height // factor, width // factor)


def pad(x, entry):
    top, bottom, left, right = (int(entry.get(edge, 1)) for edge in ("top", "bottom", "left", "right"))
    x = x[:, :, max(0, -top):x.shape[2] + min(0, bottom), max(0, -left):x.shape[3] + min(0, right)]
    mode = {"zeros": "constant", "edge": "edge", "reflection": "reflect"}[entry.get("with", "zeros")]
    return np.pad(x, ((0, 0), (0, 0), (max(0, top), max(0, bottom)), (max(0, left), max(0, right))), mode)


CONV = {"kernel": 3, "stride": 1, "padding": 1}
CONV_TRANSPOSE = {"kernel": 3, "stride": 2, "padding": 1}


def in_groups(one_group):
    """The same convolution of each group of channels, with the first axis of the weights cut likewise."""
    def all_groups(x, entry, weight, bias, mirror):
        groups = int(entry.get("groups", 1))
        parts = zip(np.split(x, groups, 1), np.split(weight, groups), np.split(bias, groups))
        return np.concatenate([one_group(*part, entry, mirror) for part in parts], 1)
    return all_groups


def conv(x, weight, bias, entry, mirror):
    return np.einsum("nchwij,ocij->nohw", windows(x, entry, 0, CONV), weight, optimize=True) + bias[:, None, None]


def conv_transpose(x, weight, bias, entry, mirror):
    """The output padding is that of the entry, or what restores the size that the encoder had at that depth."""
    kernel, stride, padding = (np.array(sides(entry, field, default), int) for field, default in CONV_TRANSPOSE.items())
    dilation = np.array(sides(entry, "dilation", 1), int)
    extents = (np.array(x.shape[2:]) - 1) * stride + (kernel - 1) * dilation + 1 - 2 * padding
    for axis, more in enumerate(sides(entry, "output-padding", "encoder")):
        if more == "encoder":
            missing = mirror["sizes"][-1][axis] - extents[axis] if mirror["sizes"] else 0
            more = missing if 0 < missing < stride[axis] else 0
        extents[axis] += int(more)
    y = np.zeros((len(x), len(bias), *(extents + 2 * padding)))
    for i in range(kernel[0]):
        for j in range(kernel[1]):
            below = y[:, :, i * dilation[0]:, j * dilation[1]:][:, :, ::stride[0], ::stride[1]]
            below[:, :, :x.shape[2], :x.shape[3]] += np.einsum("nchw,co->nohw", x, weight[:, :, i, j])
    bottom, right = padding + extents
    return y[:, :, padding[0]:bottom, padding[1]:right] + bias[:, None, None]


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
    if entry.get("pixels", 0) == 1 and x.ndim > 2:
        return normal(x, 1, entry) * by_channel(x, p["weight"]) + by_channel(x, p["bias"])
    return normal(x, tuple(range(1, x.ndim)), entry) * p["weight"].reshape(x.shape[1:]) + p["bias"].reshape(x.shape[1:])


def prelu(x, entry, p):
    slopes = p["weight"] if len(p["weight"]) in (1, x.shape[1]) else p["weight"].reshape(x.shape[1:])
    return np.where(x > 0, x, x * (by_channel(x, slopes) if slopes.ndim == 1 else slopes))


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
    "gelu-tanh": lambda x, entry: x * (1 + np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x ** 3))) / 2,
    "mish": lambda x, entry: x * np.tanh(np.logaddexp(0, x)),
    "hard-swish": lambda x, entry: x * np.clip(x + 3, 0, 6) / 6,
    "clamp": lambda x, entry: np.clip(x, entry.get("minimum", 0), entry.get("maximum", 6)),
    "softplus": lambda x, entry: np.logaddexp(0, x),
    "sigmoid": lambda x, entry: sigmoid(x),
    "log-sigmoid": lambda x, entry: -np.logaddexp(0, -x),
    "tanh": lambda x, entry: np.tanh(x),
    "softsign": lambda x, entry: x / (1 + np.abs(x)),
}
# Layers between pictures, without weights and with them.
SPATIAL = {
    "max-pool": lambda x, entry: windows(x, entry, -np.inf).max((4, 5)),
    "avg-pool": lambda x, entry: windows(x, entry, 0).mean((4, 5)),
    "upsample": upsample,
    "bilinear": bilinear,
    "pixel-shuffle": pixel_shuffle,
    "pixel-unshuffle": pixel_unshuffle,
    "pad": pad,
}
CONVOLUTIONS = {"conv": in_groups(conv), "conv-transpose": in_groups(conv_transpose)}
# Layers that change neither shape nor order, by all tensors of theirs.
NORMS = {"batch-norm": batch_norm, "layer-norm": layer_norm, "group-norm": group_norm, "prelu": prelu}


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
        from_dense = kind == "dense" or (from_dense and kind in (*ELEMENTWISE, "batch-norm", "layer-norm", "prelu"))
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
