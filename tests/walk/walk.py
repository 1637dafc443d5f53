#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Does what a newcomer does in their first hour, with the built program, by real mouse and key events.

    walk.py BUILD FOLDER [WORD]

Each visit starts the program of BUILD/bin on a screen of its own and plays its scenes, in order. The walk ends with
the first thing that is not as said: one sentence, and a picture of that moment. FOLDER holds a picture of each scene,
and all of them in sheet.png. With a WORD only the scenes whose names have it are played, for whoever works on one.

The program is the one that users run, and knows nothing of the walk. Mouse and keys come from the X server (XTest by
xdotool), a window manager (openbox) hands out the focus. To see, Qt itself loads a plugin of ours (eye/) that answers
with a list of the visible widgets: their texts, values and places on the screen. That list costs 3 ms, so that a scene
can look often and wait for what it expects. Plots and pictures, which are no text, are taken from the screen.

The accessibility bus would show less of custom widgets, at the price of two more daemons and a call for each property.
A program that links the window would not be the one that users run, could not be killed and started again, and would
stand still with its modal dialogs.
"""

import pathlib
import signal
import sys
import tempfile
import time

import visits
from screen import Screen, contact_sheet
from window import Window, Wrong


class Walk:
    """Counts what passed and keeps the pictures."""

    def __init__(self, build, folder, word):
        self.build, self.folder, self.word = build, folder, word
        self.passed, self.shots = 0, []

    def visit(self, visit):
        scenes = [scene for scene in visit.scenes if self.word in scene.__name__]
        if not scenes:
            return
        with tempfile.TemporaryDirectory(prefix="isthmus-walk-") as home:
            arguments = visit.prepare(pathlib.Path(home))
            with Screen(*visit.pixels, home) as screen:
                with Window(screen, self.build, *arguments, scale=visit.scale) as window:
                    try:
                        self.begin(visit, window)
                        for scene in scenes:
                            self.play(visit, scene, window)
                    except Wrong:
                        screen.picture(self.folder / "failed.png")
                        raise

    @staticmethod
    def begin(visit, window):
        try:
            visit.begin(window)
        except Wrong as wrong:
            raise Wrong(f"{visit.name}: It could not begin: {wrong}.") from None

    def play(self, visit, scene, window):
        sentence = scene.__doc__.strip().splitlines()[0]
        shot = self.folder / f"{self.passed + 1:02}-{scene.__name__}.png"
        window.album = shot
        start = time.monotonic()
        try:
            scene(window)
        except Wrong as wrong:
            raise Wrong(f"{visit.name}, {scene.__name__}: {sentence} But {wrong}.") from None
        self.passed += 1
        if not shot.exists():
            window.keep_picture()
        self.shots.append((shot, f"{visit.name}: {scene.__name__.replace('_', ' ')}"))
        print(f"{time.monotonic() - start:5.1f} s  {visit.name}: {sentence}", flush=True)


def main(build, folder, word=""):
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # which ends what was started, too
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # scenes send it to the window, which would ignore it below nohup
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    walk, start, fault = Walk(pathlib.Path(build), folder, word), time.monotonic(), None
    try:
        for visit in visits.VISITS:
            walk.visit(visit)
    except Wrong as wrong:
        fault = wrong
        print(f"isthmus: {fault} The screen at that moment: {folder / 'failed.png'}", file=sys.stderr)
    if walk.shots:
        contact_sheet(walk.shots, folder / "sheet.png")
    seconds, sheet = time.monotonic() - start, folder / "sheet.png"
    print(f"walk: {walk.passed} passed, {1 if fault else 0} failed, in {seconds:.0f} s; {sheet}")
    return 1 if fault else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
