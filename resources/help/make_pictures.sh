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

table() { # a table of made up animals: columns with units, and a kind
    awk 'function normal() { return sqrt(-2 * log(1 - rand())) * cos(6.2831853 * rand()) }
        BEGIN {
            srand(3)
            print "id,length [cm],mass [kg],age [a],pulse [1/min],temperature [C],step [m],sleep [h],fur [kg/m3],kind"
            split("cat dog horse", kinds, " ")
            split("45 4 6 150 38.6 0.3 13 900 80 20 7 100 38.3 0.6 10 700 240 500 14 36 37.9 1.7 3 400", means, " ")
            for (row = 1; row <= 400; ++row) {
                kind = 1 + int(3 * rand())
                size = normal()
                line = "S-" 1000 + row
                for (column = 1; column <= 8; ++column)
                    line = line "," means[8 * (kind - 1) + column] * (1 + 0.12 * size + 0.06 * normal())
                print line "," kinds[kind]
            }
        }'
}

signals() { # damped waves of 96 moments
    awk 'BEGIN {
            srand(4)
            for (moment = 0; moment < 96; ++moment)
                printf "t%d%s", moment, moment < 95 ? "," : "\n"
            for (row = 0; row < 500; ++row) {
                height = 0.5 + 1.5 * rand(); pace = 0.05 + 0.2 * rand(); shift = 6 * rand()
                for (moment = 0; moment < 96; ++moment)
                    printf "%.4f%s", height * sin(pace * moment + shift) * exp(-moment / 120), moment < 95 ? "," : "\n"
            }
        }'
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
table >"$work/animals.csv"
signals >"$work/waves.csv"
learn rows "$work/animals.csv" --model table-ae --epochs 200
learn waves "$work/waves.csv" --model signal-ae --epochs 60
panels rows reconstructions rows
panels waves reconstructions signals
drawn vae kl-with
drawn free kl-without
