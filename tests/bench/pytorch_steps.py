#!/usr/bin/python3
"""Training throughput of PyTorch on the CPU, for the presets and the protocol of `isthmus-cli bench`.

usage: pytorch_steps.py MODEL THREADS BATCH SECONDS      prints samples per second
       pytorch_steps.py --list                           prints the models that there are

Convolutional models run in channels-last order, PyTorch's faster one. Those for rows take a picture's. Debian: python3-torch and dataset-fashion-mnist.
compare_pytorch.py runs this beside Isthmus and prints the ratio.
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
    """Dense layers with a ReLU between each two."""
    layers = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        layers += [nn.Linear(inputs, outputs), nn.ReLU()]
    return layers[:-1]


def down(*channels):
    """3 x 3 convolutions that halve the picture, each with its ReLU."""
    layers = []
    for inputs, outputs in zip(channels, channels[1:]):
        layers += [nn.Conv2d(inputs, outputs, 3, 2, 1), nn.ReLU()]
    return layers


def up(*channels):
    """The way back to a picture of one channel."""
    layers = []
    for inputs, outputs in zip(channels, channels[1:]):
        layers += [nn.ConvTranspose2d(inputs, outputs, 3, 2, 1, 1), nn.ReLU()]
    return layers + [nn.Conv2d(channels[-1], 1, 3, 1, 1)]


class Plain(nn.Module):
    """A plain autoencoder with the mean squared error; `noise`: sigma of what its input suffers, `sparsity`: weight of
    the L1 norm of its code."""

    def __init__(self, encoder, decoder, noise=0.0, sparsity=0.0):
        super().__init__()
        self.encoder = nn.Sequential(*encoder)
        self.decoder = nn.Sequential(*decoder)
        self.noise = noise
        self.sparsity = sparsity

    def loss(self, x):
        seen = (x + self.noise * torch.randn_like(x)).clamp(0, 1) if self.noise else x
        code = self.encoder(seen)
        loss = 0.5 * F.mse_loss(self.decoder(code).view_as(x), x, reduction="sum")
        if self.sparsity:
            loss = loss + self.sparsity * code.abs().sum()
        return loss / len(x)


class Variational(nn.Module):
    """A variational autoencoder; the loss is BCE of logits, or the squared error, and beta weighs the KL."""

    def __init__(self, encoder, features, latent, decoder, squared=False, beta=1.0):
        super().__init__()
        self.encoder = nn.Sequential(*encoder)
        self.mu = nn.Linear(features, latent)
        self.log_var = nn.Linear(features, latent)
        self.decoder = nn.Sequential(*decoder)
        self.squared, self.beta = squared, beta

    def loss(self, x):
        features = self.encoder(x)
        mu, log_var = self.mu(features), self.log_var(features)
        output = self.decoder(mu + torch.randn_like(mu) * torch.exp(0.5 * log_var)).view_as(x)
        if self.squared:
            reconstruction = 0.5 * F.mse_loss(output, x, reduction="sum")
        else:
            reconstruction = F.binary_cross_entropy_with_logits(output, x, reduction="sum")
        kl = 0.5 * torch.sum(log_var.exp() + mu * mu - 1 - log_var)
        return (reconstruction + self.beta * kl) / len(x)


def dense_plain(*hidden, latent, noise=0.0):
    return Plain([nn.Flatten(), *dense(784, *hidden, latent)],
                 [*dense(latent, *reversed(hidden), 784), nn.Sigmoid()], noise=noise)


def dense_variational(*hidden, latent):
    return Variational([nn.Flatten(), *dense(784, *hidden), nn.ReLU()], hidden[-1], latent,
                       dense(latent, *reversed(hidden), 784))


def signal_down(kernel, stride, padding):
    """Two convolutions that halve a signal, or the picture that it is taken from."""
    return [nn.Conv2d(1, 16, kernel, stride, padding), nn.ReLU(), nn.Conv2d(16, 32, kernel, stride, padding), nn.ReLU()]


def signal_up(latent, shape, kernel, stride, padding, more):
    return [nn.Linear(latent, shape[0] * shape[1] * shape[2]), nn.ReLU(), nn.Unflatten(1, shape),
            nn.ConvTranspose2d(32, 32, kernel, stride, padding, more), nn.ReLU(),
            nn.ConvTranspose2d(32, 16, kernel, stride, padding, more), nn.ReLU(), nn.Conv2d(16, 1, kernel, 1, padding)]


def from_code(latent):
    return [nn.Linear(latent, 3136), nn.ReLU(), nn.Unflatten(1, (64, 7, 7)), *up(64, 64, 32)]


MODELS = {
    "conv-ae": lambda: Plain([*down(1, 32, 64), nn.Flatten(), nn.Linear(3136, 32)], [*from_code(32), nn.Sigmoid()]),
    "conv-dae": lambda: Plain(down(1, 32, 16), [*up(16, 16, 32), nn.Sigmoid()], noise=0.5),
    "conv-vae": lambda: Variational([*down(1, 32, 64), nn.Flatten(), nn.Linear(3136, 16), nn.ReLU()], 16, 2,
                                    from_code(2)),
    "dense-ae": lambda: dense_plain(512, 256, latent=2),
    "dense-dae": lambda: dense_plain(512, 256, latent=32, noise=0.3),
    "dense-vae": lambda: dense_variational(400, latent=20),
    "linear-ae": lambda: Plain([nn.Flatten(), nn.Linear(784, 16)], [nn.Linear(16, 784)]),
    "signal-ae": lambda: Plain([*signal_down(5, 2, 2), nn.Flatten(), nn.Linear(1568, 16)],
                               signal_up(16, (32, 7, 7), 5, 2, 2, 1)),
    "signal-vae": lambda: Variational([*signal_down((1, 7), (1, 2), (0, 3)), nn.Flatten()], 6272, 8,
                                      signal_up(8, (32, 28, 7), (1, 7), (1, 2), (0, 3), (0, 1)), squared=True, beta=0.1),
    "sparse-ae": lambda: Plain([nn.Flatten(), nn.Linear(784, 1024), nn.ReLU()], [nn.Linear(1024, 784), nn.Sigmoid()],
                               sparsity=0.02),
    "table-ae": lambda: Plain([nn.Flatten(), *dense(784, 64, 32, 8)], dense(8, 32, 64, 784)),
    "table-vae": lambda: Variational([nn.Flatten(), *dense(784, 64, 32), nn.ReLU()], 32, 8, dense(8, 32, 64, 784),
                                     squared=True, beta=0.1),
    "vae-2d": lambda: dense_variational(512, 256, latent=2),
}


def samples_per_second(name, threads, batch, seconds):
    torch.set_num_threads(threads)
    torch.manual_seed(0)
    data = images()
    model = MODELS[name]()
    if name.startswith(("conv", "signal")):
        model = model.to(memory_format=torch.channels_last)
        data = data.contiguous(memory_format=torch.channels_last)
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
    return steps * batch / (time.perf_counter() - start)


def main():
    if sys.argv[1:] == ["--list"]:
        print(*MODELS)
        return
    if len(sys.argv) != 5 or sys.argv[1] not in MODELS:
        sys.exit(f"usage: pytorch_steps.py MODEL THREADS BATCH SECONDS, MODEL one of {', '.join(MODELS)}")
    print(samples_per_second(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])))


if __name__ == "__main__":
    main()
