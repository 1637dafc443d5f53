#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Computes the importance-weighted bound of a run file's VAE with numpy, in double precision.

Usage: importance_bound.py RUN IMAGES.npy FIRST SEED BOUNDS.npy K...
IMAGES are samples x height x width x channels on the scale of the data, numbered from FIRST on. Writes for each K the
mean over the images of -log (1/K sum_k p(x|z_k) p(z_k) / q(z_k|x)). Source: Burda et al. 2016, equation 8.
"""
import sys

import numpy as np

import philox
import rebuild_run


def log_normal(x, mean, log_var):
    return -0.5 * (np.log(2 * np.pi) + log_var + (x - mean) ** 2 / np.exp(log_var)).sum(axis=1)


def log_likelihood(loss, output, x):
    if loss == "bce":
        return -(np.logaddexp(0, output) - x * output).sum(axis=1)
    return -{"mse": 0.5 * (output - x) ** 2, "l1": np.abs(output - x)}[loss].sum(axis=1)


def main():
    run_path, images_path, first, seed, out, *counts = sys.argv[1:]
    tensors, metadata = rebuild_run.read(run_path)
    model, data = metadata["isthmus.model"], metadata["isthmus.data"]
    shape = data["channels"], data["height"], data["width"]
    x = np.load(images_path).astype(np.float64).transpose(0, 3, 1, 2)
    features = rebuild_run.run("encoder", model["encoder"], tensors, shape, x)
    mean = features @ tensors["mu.weight"].T + tensors["mu.bias"]
    log_var = features @ tensors["log_var.weight"].T + tensors["log_var.bias"]
    numbers = np.arange(int(first), int(first) + len(x))
    weights = []
    for draw in range(max(map(int, counts))):
        eps = philox.normal(int(seed), philox.EVALUATION, draw, numbers, mean.shape[1])
        z = mean + np.exp(log_var / 2) * eps
        output = rebuild_run.run("decoder", model["decoder"], tensors, shape, z).reshape(len(x), -1)
        weights.append(log_likelihood(model["loss"], output, x.reshape(len(x), -1))
                       + log_normal(z, np.zeros_like(z), np.zeros_like(z)) - log_normal(z, mean, log_var))
    bounds = [-(np.logaddexp.reduce(weights[:k], axis=0) - np.log(k)).mean() for k in map(int, counts)]
    np.save(out, np.array(bounds, np.float32))


if __name__ == "__main__":
    main()
