#!/usr/bin/python3
"""Training throughput of PyTorch on the CPU, for the networks and the protocol of `isthmus-cli bench`.

usage: pytorch_steps.py MODEL THREADS BATCH SECONDS      prints samples per second

Debian: python3-torch and dataset-fashion-mnist. compare_pytorch.py runs this beside Isthmus and prints the ratio.
"""
import gzip
import sys
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

IMAGES = "/usr/share/datasets/fashion-mnist/train-images-idx3-ubyte.gz"


def images():
    with gzip.open(IMAGES) as file:
        pixels = np.frombuffer(file.read(), dtype=np.uint8, offset=16)
    return torch.from_numpy(pixels.reshape(-1, 1, 28, 28).astype(np.float32) / 255)


def dense(*sizes):
    layers = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        layers += [nn.Linear(inputs, outputs), nn.ReLU()]
    return layers[:-1]


class Plain(nn.Module):
    def __init__(self, *sizes):
        super().__init__()
        half = len(sizes) // 2 + 1
        self.layers = nn.Sequential(nn.Flatten(), *dense(*sizes[:half]), *dense(*sizes[half - 1:]), nn.Sigmoid())

    def loss(self, x):
        return F.mse_loss(self.layers(x), x.flatten(1))


class Variational(nn.Module):
    def __init__(self, hidden, latent):
        super().__init__()
        self.encoder = nn.Sequential(nn.Flatten(), *dense(784, *hidden), nn.ReLU())
        self.mu = nn.Linear(hidden[-1], latent)
        self.log_var = nn.Linear(hidden[-1], latent)
        self.decoder = nn.Sequential(*dense(latent, *reversed(hidden), 784))

    def loss(self, x):
        features = self.encoder(x)
        mu, log_var = self.mu(features), self.log_var(features)
        logits = self.decoder(mu + torch.randn_like(mu) * torch.exp(0.5 * log_var))
        reconstruction = F.binary_cross_entropy_with_logits(logits, x.flatten(1), reduction="sum")
        kl = 0.5 * torch.sum(log_var.exp() + mu * mu - 1 - log_var)
        return (reconstruction + kl) / len(x)


MODELS = {
    "dense-ae": lambda: Plain(784, 512, 256, 2, 256, 512, 784),
    "dense-vae": lambda: Variational([400], 20),
    "vae-2d": lambda: Variational([512, 256], 2),
}


def main():
    name, threads, batch, seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
    torch.set_num_threads(threads)
    torch.manual_seed(0)
    data = images()
    model = MODELS[name]()
    optimizer = torch.optim.Adam(model.parameters(), 1e-3)
    order = torch.randperm(len(data))

    def step(number):
        first = number * batch % (len(data) - batch)
        optimizer.zero_grad(set_to_none=True)
        model.loss(data[order[first:first + batch]]).backward()
        optimizer.step()

    for number in range(5):
        step(number)
    start, steps = time.perf_counter(), 0
    while time.perf_counter() - start < seconds:
        step(steps)
        steps += 1
    print(steps * batch / (time.perf_counter() - start))


if __name__ == "__main__":
    main()
