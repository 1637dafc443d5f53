#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the pictures of the guide's pages anew, with this program alone: resources/help/pictures.
# Usage: resources/help/make_pictures.sh FOLDER_WITH_THE_PROGRAMS      such as build/bin; takes some minutes
# Needs Fashion-MNIST (Debian: dataset-fashion-mnist) and no display.
set -euo pipefail

programs=$(realpath "${1:?the folder with isthmus and isthmus-cli}")
pictures=$(realpath "$(dirname "$0")")/pictures
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export QT_QPA_PLATFORM=offscreen

train() { # NAME OPTIONS...: a run on a part of the images, which is enough to be looked at
    local name=$1
    shift
    learn "$name" fashion-mnist --limit 12000 "$@"
}

learn() { # NAME DATA OPTIONS...: a run on any data
    local name=$1 data=$2
    shift 2
    "$programs/isthmus-cli" train --data "$data" --seed 1 --threads 1 --out "$work/$name.run" "$@" >"$work/$name.log"
}

panels() { # RUN PANEL NAME ...: pictures of panels of a run, dark and light, under other names
    local run=$1
    shift
    "$programs/isthmus" --panels "$work/$run" "$work/$run.run"
    while (($# > 0)); do
        for look in dark light; do
            cp "$work/$run/$1-$look.png" "$pictures/$2-$look.png"
        done
        shift 2
    done
}

drawn() { # RUN NAME: pictures that the decoder draws from random codes, the same codes for every run
    "$programs/isthmus-cli" sample "$work/$1.run" --count 25 --seed 3 --out "$pictures/$2.png" >"$work/$1.log"
}

mkdir -p "$pictures"
train vae --model vae-2d --epochs 25
train free --model vae-2d --epochs 25 --beta 0
train plain --model dense-ae --latent 16 --epochs 25
train noisy --model dense-dae --epochs 20
panels vae hand hand loss loss plane plane plane-grid plane-grid
panels plain model model reconstructions reconstructions
panels noisy reconstructions denoising
/usr/bin/python3 -B "$(dirname "$0")/../made_data.py" "$work"
learn rows "$work/animals.csv" --model table-ae --epochs 200
learn waves "$work/waves.csv" --model signal-ae --epochs 60
panels rows reconstructions rows
panels waves reconstructions signals
drawn vae kl-with
drawn free kl-without
