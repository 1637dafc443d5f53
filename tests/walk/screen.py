# SPDX-License-Identifier: GPL-3.0-or-later
"""A screen in memory with a window manager, and the mouse and keyboard of whoever sits before it."""

import os
import pathlib
import shutil
import subprocess

from pixels import ScreenMemory, write_png

# Windows have no frames, so that the whole screen is the program's; a click gives a window the focus and raises it.
WINDOW_MANAGER = """<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <theme><keepBorder>no</keepBorder></theme>
  <focus><focusNew>yes</focusNew></focus>
  <mouse><context name="Client"><mousebind button="Left" action="Press">
    <action name="Focus"/><action name="Raise"/></mousebind></context></mouse>
  <applications><application class="*"><decor>no</decor></application></applications>
</openbox_config>
"""


class Screen:
    """One X server with openbox. Ends with the `with` statement that made it."""

    def __init__(self, width, height, folder):
        self.width, self.height = width, height
        self.folder = pathlib.Path(folder)

    def __enter__(self):
        reading, writing = os.pipe()
        size = f"{self.width}x{self.height}x24"
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp",
             "-fbdir", self.folder],
            pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as answer:
            self.display = ":" + answer.readline().strip()
        if self.display == ":":
            raise RuntimeError("Xvfb found no free display")
        self._memory = ScreenMemory(self.folder / "Xvfb_screen0")
        rules = self.folder / "openbox.xml"
        rules.write_text(WINDOW_MANAGER)
        self._manager = subprocess.Popen(
            ["openbox", "--sm-disable", "--config-file", rules], env=self.environment(), stderr=subprocess.DEVNULL)
        return self

    def __exit__(self, *_):
        self._memory.close()
        for process in (self._manager, self._server):
            process.terminate()
            process.wait()

    def environment(self, **more):
        """Of a program on this screen: blank settings, and nothing of the desktop at hand."""
        kept = {name: os.environ[name] for name in ("PATH", "TMPDIR", "LD_LIBRARY_PATH") if name in os.environ}
        home = str(self.folder)
        places = {name: home for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")}
        runtime = self.folder / "runtime"
        runtime.mkdir(mode=0o700, exist_ok=True)
        return {**kept, **places, "XDG_RUNTIME_DIR": str(runtime), "DISPLAY": self.display, "LANG": "C.UTF-8", **more}

    def hand(self, *words):
        """Mouse and keys: the words of xdotool, such as "mousemove", 10, 20, "click", 1."""
        subprocess.run(["xdotool", *map(str, words)], env=self.environment(), check=True, stdout=subprocess.DEVNULL)

    def focus(self):
        """The number of the window that has the keys, or 0."""
        answer = subprocess.run(["xdotool", "getwindowfocus"], env=self.environment(), capture_output=True, text=True)
        return int(answer.stdout.strip() or 0)

    def picture(self, path):
        """Leaves a picture of the whole screen."""
        write_png(path, self.width, self.height, self.pixels((0, 0, self.width, self.height)))

    def pixels(self, rect):
        """The bytes of the rectangle: red, green and blue of every pixel."""
        return self._memory.pixels(*map(int, rect))


def contact_sheet(shots, path, columns=6):
    """Puts the pictures, each a path and a line of text, side by side into one."""
    words = []
    for shot, text in shots:
        words += ["-label", text, f"{shot}[420x280]"]
    typeface = _font()
    font = ["-font", typeface] if typeface else []
    look = ["-pointsize", "13", "-background", "#20232a", "-fill", "#e8e8e8"]
    place = ["-tile", f"{columns}x", "-geometry", "420x280+8+8"]
    subprocess.run(["montage", *font, *look, *words, *place, str(path)], check=True)


def _font():
    """The file of a typeface that is there: ImageMagick's own list may be empty."""
    if not shutil.which("fc-match"):
        return None
    return subprocess.run(["fc-match", "-f", "%{file}", "Inter"], capture_output=True, text=True).stdout or None
