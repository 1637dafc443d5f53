#!/usr/bin/python3
"""Training throughput of Isthmus and PyTorch on this machine, alternating, and their ratio.

usage: compare_pytorch.py ISTHMUS_CLI [--models dense-ae,dense-vae,vae-2d] [--threads 2] [--batch 128] [--rounds 3] [--seconds 6]

Debian: apt install python3-torch dataset-fashion-mnist libopenblas0-openmp. PyTorch is given OpenBLAS's OpenMP build where it is
installed: with the pthread build its own threads and OpenBLAS's fight each other, at a quarter of the speed.
The ratio is of medians: machines drift, so both run in turn.
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess

OPENMP_BLAS = "/usr/lib/x86_64-linux-gnu/openblas-openmp"
STEPS = pathlib.Path(__file__).with_name("pytorch_steps.py")


def isthmus(arguments, model):
    command = [arguments.cli, "bench", "--model", model, "--threads", str(arguments.threads), "--batch",
               str(arguments.batch), "--seconds", str(arguments.seconds), "--json"]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return json.loads(output.splitlines()[-1])["samples_per_second"]


def pytorch(arguments, model):
    environment = dict(os.environ, OMP_NUM_THREADS=str(arguments.threads))
    if os.path.isdir(OPENMP_BLAS):
        environment["LD_LIBRARY_PATH"] = OPENMP_BLAS
    command = ["/usr/bin/python3", str(STEPS), model, str(arguments.threads), str(arguments.batch),
               str(arguments.seconds)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout)


def main():
    parser = argparse.ArgumentParser(description="Compares training throughput with PyTorch.")
    parser.add_argument("cli")
    parser.add_argument("--models", default="dense-ae,dense-vae,vae-2d")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=6)
    arguments = parser.parse_args()
    print(f"{'model':10} {'Isthmus':>10} {'PyTorch':>10} {'ratio':>6}   samples/s, "
          f"{arguments.threads} threads, batch {arguments.batch}")
    for model in arguments.models.split(","):
        ours, theirs = [], []
        for _ in range(arguments.rounds):
            ours.append(isthmus(arguments, model))
            theirs.append(pytorch(arguments, model))
        own, other = statistics.median(ours), statistics.median(theirs)
        print(f"{model:10} {own:10.0f} {other:10.0f} {own / other:6.2f}", flush=True)


if __name__ == "__main__":
    main()
