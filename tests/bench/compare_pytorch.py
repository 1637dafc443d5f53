#!/usr/bin/python3
"""Training throughput of Isthmus and PyTorch on this machine, alternating, and their ratio.

usage: compare_pytorch.py ISTHMUS_CLI [--models a,b] [--threads 2] [--batch 128] [--rounds 3] [--seconds 6] [--json]

Debian: apt install python3-torch dataset-fashion-mnist libopenblas0-openmp. PyTorch is given OpenBLAS's OpenMP build
where it is installed: with the pthread build its own threads and OpenBLAS's fight each other, at a quarter of the speed.
The ratio is of medians: machines drift, so both run in turn. The peak is the best that multiply-adds in registers
reached in any of these runs.
"""
import argparse
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys

OPENMP_BLAS = f"/usr/lib/{platform.machine()}-linux-gnu/openblas-openmp"
STEPS = pathlib.Path(__file__).with_name("pytorch_steps.py")


def isthmus(arguments, model):
    command = [arguments.cli, "bench", "--model", model, "--threads", str(arguments.threads), "--batch",
               str(arguments.batch), "--seconds", str(arguments.seconds), "--json"]
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return json.loads(output.splitlines()[-1])


def pytorch(arguments, model):
    environment = dict(os.environ, OMP_NUM_THREADS=str(arguments.threads))
    if os.path.isdir(OPENMP_BLAS):
        environment["LD_LIBRARY_PATH"] = OPENMP_BLAS
    command = ["/usr/bin/python3", str(STEPS), model, str(arguments.threads), str(arguments.batch),
               str(arguments.seconds)]
    return float(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment).stdout)


def compare(arguments, model):
    """Runs both in turn, and changes who begins, so that neither always finds the warmer machine."""
    ours, theirs = [], []
    for number in range(arguments.rounds):
        for mine in (number % 2 == 0, number % 2 != 0):
            if mine:
                ours.append(isthmus(arguments, model))
            else:
                theirs.append(pytorch(arguments, model))
    own = statistics.median(run["samples_per_second"] for run in ours)
    other = statistics.median(theirs)
    return {"model": model, "isthmus": own, "pytorch": other, "ratio": own / other,
            "gflops": statistics.median(run["gflops"] for run in ours),
            "peak_gflops": max(run["peak_gflops"] for run in ours)}


def shared_presets(cli):
    """The presets that pytorch_steps.py knows too."""
    output = subprocess.run([cli, "presets", "--json"], check=True, stdout=subprocess.PIPE, text=True).stdout
    names = [preset["name"] for preset in json.loads(output.splitlines()[-1])["presets"]]
    known = subprocess.run(["/usr/bin/python3", str(STEPS), "--list"], check=True, stdout=subprocess.PIPE,
                           text=True).stdout.split()
    for name in set(names) - set(known):
        print(f"compare_pytorch.py: {STEPS.name} has no counterpart of {name}", file=sys.stderr)
    return [name for name in names if name in known]


def parse():
    parser = argparse.ArgumentParser(description="Compares training throughput with PyTorch.")
    parser.add_argument("cli", help="path of isthmus-cli")
    parser.add_argument("--models", help="presets, separated by commas (default: all that PyTorch's script has)")
    parser.add_argument("--threads", type=int, default=2, help="of both (default: 2)")
    parser.add_argument("--batch", type=int, default=128, help="samples per step (default: 128)")
    parser.add_argument("--rounds", type=int, default=3, help="of which the median counts (default: 3)")
    parser.add_argument("--seconds", type=float, default=6, help="of each run (default: 6)")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of the table")
    arguments = parser.parse_args()
    if min(arguments.threads, arguments.batch, arguments.rounds) < 1:
        parser.error("--threads, --batch and --rounds: expected at least 1")
    return arguments


def main():
    arguments = parse()
    models = arguments.models.split(",") if arguments.models else shared_presets(arguments.cli)
    if not arguments.json:
        print(f"{'model':10} {'Isthmus':>10} {'PyTorch':>10} {'ratio':>6}   samples/s, medians of {arguments.rounds} "
              f"rounds, {arguments.threads} threads, batch {arguments.batch}", flush=True)
    results = []
    for model in models:
        result = compare(arguments, model)
        results.append(result)
        if not arguments.json:
            print(f"{model:10} {result['isthmus']:10.0f} {result['pytorch']:10.0f} {result['ratio']:6.2f}", flush=True)
    peak = max(result["peak_gflops"] for result in results)
    if arguments.json:
        print(json.dumps({"threads": arguments.threads, "batch": arguments.batch, "rounds": arguments.rounds,
                          "peak_gflops": peak, "models": results}))
    else:
        print(f"FMA peak of this machine on {arguments.threads} threads: {peak:.0f} GFLOP/s")


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as error:
        sys.exit(f"compare_pytorch.py: {error.cmd[0]} ended with {error.returncode}")
