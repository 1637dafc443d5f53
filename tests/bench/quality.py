#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trains the reference models on Fashion-MNIST over several seeds and holds their test losses against their bounds.

usage: quality.py ISTHMUS_CLI [--rows dense-vae,conv-dae] [--seeds 1,2,3] [--threads N] [--epochs N] [--limit N]

Each row is a protocol: a preset or a JSON model written here, its epochs and its batch size, 60,000 images to train and
10,000 to test, Adam at 1e-3. Losses are those that `train --json` prints for the test images: z drawn from the
posterior, a denoising model's input corrupted as in training. Ends with 1 if a mean over the seeds misses its bound.
All rows take about ten minutes on two cores. --epochs and --limit are for a look at the script: then nothing is judged.
"""
import argparse
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile


def dense(*units):
    """Layers of a dense chain: ReLU after each."""
    return [layer for count in units for layer in ({"type": "dense", "units": count}, {"type": "relu"})]


def model(encoder, latent, decoder, loss):
    """A model file; without latent dimensions the encoder's end is the code."""
    end = [{"type": "sigmoid"}] if loss == "mse" else []
    bottleneck = {"bottleneck": "gaussian", "latent": latent} if latent else {"bottleneck": "plain"}
    return {"encoder": [{"type": "flatten"}] + encoder, **bottleneck, "loss": loss,
            "decoder": decoder + [{"type": "dense", "units": "data"}, {"type": "reshape"}] + end}


# name: model, epochs, batch, {key of the test losses: (least, most)}
ROWS = {
    "dense-vae": ("dense-vae", 10, 128, {"negative_elbo_nats": (236, 245)}),
    # The reference is a run of PyTorch as it starts by itself; Glorot's larger weights keep more dimensions in use.
    "vae-16": ({**model(dense(400, 200), 16, dense(200, 400), "bce"), "initialiser": "fan-in"}, 20, 128,
               {"reconstruction_nats": (228.5 * 0.985, 228.5 * 1.015), "kl_nats": (12.2 * 0.9, 12.2 * 1.1)}),
    "ae-64": (model(dense(64), 0, [], "mse"), 10, 32, {"mse": (0, 0.0091)}),
    "deep-ae-10": (model(dense(512, 256) + [{"type": "dense", "units": 10}], 0, dense(256, 512), "mse"), 20, 128,
                   {"mse": (0, 0.0122)}),
    "conv-dae": ("conv-dae", 10, 128, {"mse": (0, 0.0175)}),
}


def train(arguments, folder, name, seed):
    """The object that `train --json` prints."""
    spec, epochs, batch, _ = ROWS[name]
    if isinstance(spec, dict):
        path = folder / f"{name}.json"
        path.write_text(json.dumps(spec))
        spec = str(path)
    command = [arguments.cli, "train", "--data", "fashion-mnist", "--model", spec, "--seed", str(seed), "--batch",
               str(batch), "--epochs", str(arguments.epochs or epochs), "--out", str(folder / f"{name}.run"), "--json"]
    for option in ("limit", "threads"):
        if getattr(arguments, option):
            command += ["--" + option, str(getattr(arguments, option))]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr.strip() or f"{name}: ended with {done.returncode}")
    return json.loads(done.stdout.splitlines()[-1])


def main():
    parser = argparse.ArgumentParser(description="Holds the losses of reference models against their bounds.")
    parser.add_argument("cli")
    parser.add_argument("--rows", default=",".join(ROWS))
    parser.add_argument("--seeds", default="1,2,3")
    parser.add_argument("--threads", type=int)
    parser.add_argument("--epochs", type=int)
    parser.add_argument("--limit", type=int)
    arguments = parser.parse_args()
    unknown = set(arguments.rows.split(",")) - set(ROWS)
    if unknown:
        parser.error(f"--rows: expected some of {', '.join(ROWS)}, found {', '.join(sorted(unknown))}")
    judged = not (arguments.epochs or arguments.limit)
    seeds = arguments.seeds.split(",")
    missed = False
    print(f"{'model':11} {'epochs':>6} {'batch':>5}  {'test loss':20} {'mean':>9}  {'at least':>9} {'at most':>9}  "
          f"{'':6} {'seconds':>7}  by seed {arguments.seeds}")
    with tempfile.TemporaryDirectory() as folder:
        for name in arguments.rows.split(","):
            _, epochs, batch, bounds = ROWS[name]
            runs = [train(arguments, pathlib.Path(folder), name, seed) for seed in seeds]
            seconds = statistics.mean(run["seconds"] for run in runs)
            for key, (least, most) in bounds.items():
                values = [run["test"][key] for run in runs]
                mean = statistics.mean(values)
                verdict = "" if not judged else "ok" if least <= mean <= most else "MISSED"
                missed = missed or verdict == "MISSED"
                print(f"{name:11} {arguments.epochs or epochs:6} {batch:5}  {key:20} {mean:9.5g}  {least:9.5g} "
                      f"{most:9.5g}  {verdict:6} {seconds:7.1f}  " + " ".join(f"{v:.5g}" for v in values), flush=True)
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
