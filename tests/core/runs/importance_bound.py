#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Computes the importance-weighted bound of a run file's VAE with numpy, in double precision.

Usage: importance_bound.py RUN IMAGES.npy FIRST SEED BOUNDS.npy K...
IMAGES are grey, samples x height x width x 1, on the scale of the data, numbered from FIRST on. Writes for each K the
mean over the images of -log (1/K sum_k p(x|z_k) p(z_k) / q(z_k|x)). Source: Burda et al. 2016, equation 8.
"""
import sys

import numpy as np

import philox
import rebuild_run


def run(part, entries, tensors, x):
    """x, samples x values of grey images, through dense layers with ReLU between them."""
    for i, entry in enumerate(entries):
        kind = entry["type"]
        if kind == "dense":
            x = x @ tensors[f"{part}.{i}.weight"].T + tensors[f"{part}.{i}.bias"]
        elif kind == "relu":
            x = np.maximum(x, 0)
        elif kind == "sigmoid":
            x = 1 / (1 + np.exp(-x))
        elif kind not in ("flatten", "reshape"):
            sys.exit(f"{part} {i}: no rule for the layer {kind}")
    return x


def log_normal(x, mean, log_var):
    return -0.5 * (np.log(2 * np.pi) + log_var + (x - mean) ** 2 / np.exp(log_var)).sum(axis=1)


def log_likelihood(loss, output, x):
    if loss == "bce":
        return -(np.logaddexp(0, output) - x * output).sum(axis=1)
    return -{"mse": 0.5 * (output - x) ** 2, "l1": np.abs(output - x)}[loss].sum(axis=1)


def main():
    run_path, images_path, first, seed, out, *counts = sys.argv[1:]
    tensors, metadata = rebuild_run.read(run_path)
    model = metadata["isthmus.model"]
    x = np.load(images_path).astype(np.float64)
    x = x.reshape(len(x), -1)
    features = run("encoder", model["encoder"], tensors, x)
    mean = features @ tensors["mu.weight"].T + tensors["mu.bias"]
    log_var = features @ tensors["log_var.weight"].T + tensors["log_var.bias"]
    numbers = np.arange(int(first), int(first) + len(x))
    weights = []
    for draw in range(max(map(int, counts))):
        eps = philox.normal(int(seed), philox.EVALUATION, draw, numbers, mean.shape[1])
        z = mean + np.exp(log_var / 2) * eps
        output = run("decoder", model["decoder"], tensors, z)
        weights.append(log_likelihood(model["loss"], output, x)
                       + log_normal(z, np.zeros_like(z), np.zeros_like(z)) - log_normal(z, mean, log_var))
    bounds = [-(np.logaddexp.reduce(weights[:k], axis=0) - np.log(k)).mean() for k in map(int, counts)]
    np.save(out, np.array(bounds, np.float32))


if __name__ == "__main__":
    main()
