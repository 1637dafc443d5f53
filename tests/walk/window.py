# SPDX-License-Identifier: GPL-3.0-or-later
"""The program in front of somebody who sees its widgets and uses mouse and keys.

Every word that waits has patience: a busy machine may be slow, and no scene sleeps. What does not come is `Wrong`.
"""

import dataclasses
import json
import pathlib
import signal
import socket
import subprocess
import time

PATIENCE = 60  # seconds
GLANCE = 0.04  # seconds between two looks


class Wrong(Exception):
    """What was not as said, in one sentence."""


class Widget:
    """One widget as it was at the time of the look: its facts are listed in eye/glance.h."""

    def __init__(self, facts, all_facts):
        self._facts, self._all = facts, all_facts

    def __getattr__(self, name):
        return self._facts.get(name, "" if name in ("name", "text", "said", "tip") else None)

    @property
    def cls(self):
        return self._facts["class"]

    @property
    def words(self):
        """What a person reads: the text, or what stands for it."""
        return self.text or self.said

    @property
    def middle(self):
        x, y, width, height = self.seen or self.rect
        return int(x + width / 2), int(y + height / 2)

    def at(self, across, down):
        """The point at these shares of its width and height."""
        x, y, width, height = self.rect
        return int(x + across * width), int(y + down * height)

    def is_whole(self):
        """Is nothing of it cut off?"""
        return bool(self.seen) and all(abs(a - b) <= 1 for a, b in zip(self.seen, self.rect))

    def lies_in(self, other):
        x, y, width, height = self.rect
        left, top, wide, high = other.rect
        return left - 1 <= x and top - 1 <= y and x + width <= left + wide + 1 and y + height <= top + high + 1

    def in_window(self):
        """The X server's number of the window that it lies in, and the place of its middle there."""
        facts = self._facts
        while facts["parent"] >= 0:
            facts = self._all[facts["parent"]]
        return int(facts.get("window", 0)), self.middle[0] - int(facts["rect"][0]), self.middle[1] - int(facts["rect"][1])

    def is_below(self, other):
        parent = self._facts["parent"]
        while parent >= 0:
            if parent == other.id:
                return True
            parent = self._all[parent]["parent"]
        return False

    def is_beside(self, other):
        """Have they the same parent?"""
        return self._facts["parent"] == other._facts["parent"]

    @property
    def items(self):
        """The entries of this menu or list."""
        return [Item(**item) for item in self._facts.get("items", ())]

    def item(self, text):
        """The entry of this menu or list whose text begins so."""
        return next((item for item in self.items if item.text.startswith(text)), None)


@dataclasses.dataclass(frozen=True)
class Item:
    """An entry of a menu or list."""

    text: str
    rect: list
    checked: bool = False
    disabled: bool = False
    keys: str = ""

    @property
    def middle(self):
        x, y, width, height = self.rect
        return int(x + width / 2), int(y + height / 2)


class Window:
    """The program on a screen. Ends with the `with` statement that made it."""

    def __init__(self, screen, build, *arguments, scale=1):
        self.screen, self.scale = screen, scale
        self._build, self._arguments = pathlib.Path(build), arguments
        self.album = None  # where the picture of the present scene goes

    def __enter__(self):
        try:
            self.start(*self._arguments)
        except BaseException:
            self.kill()
            raise
        return self

    def __exit__(self, *_):
        self.kill()

    # --- the process --------------------------------------------------------------------------------------------

    def start(self, *arguments):
        path = self.screen.folder / "eye"
        path.unlink(missing_ok=True)
        environment = self.screen.environment(
            QT_QPA_PLATFORM="xcb", QT_SCALE_FACTOR=str(self.scale), QT_PLUGIN_PATH=str(self._build / "walk/plugins"),
            QT_QPA_GENERIC_PLUGINS=f"isthmus-eye:{path}")
        self.process = subprocess.Popen(
            [self._build / "bin/isthmus", *map(str, arguments)], env=environment, cwd=self.screen.folder,
            stderr=subprocess.PIPE, text=True)
        self._lines = self.until("the program can be looked at", lambda: self._lines_to(path))
        self.see(cls="MainWindow")

    @staticmethod
    def _lines_to(path):
        """Questions to the socket of this path and its answers, or None while nobody listens."""
        eye = socket.socket(socket.AF_UNIX)
        try:
            eye.connect(str(path))
        except OSError:
            return None
        return eye.makefile("rw")

    def fill_screen(self):
        """Makes the window as large as the screen."""
        width, height = self.screen.width, self.screen.height
        number = self.screen_window()
        self.screen.hand("windowmove", number, 0, 0, "windowsize", number, width, height)
        self.until("the window fills the screen", lambda: self.see(cls="MainWindow").rect == [0, 0, width, height])

    def screen_window(self):
        """The X server's number of the window."""
        words = ["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid), "--name", "Isthmus"]
        return self.until("there is a window of the name Isthmus", lambda: subprocess.run(
            words, env=self.screen.environment(), capture_output=True, text=True).stdout.split())[0]

    def kill(self):
        self.process.kill()
        self.process.wait()

    def end_session(self):
        """What the end of a desktop session does to the program."""
        self.process.send_signal(signal.SIGHUP)
        self.ends()

    def ends(self):
        """Waits until the program has ended by itself, in order."""
        self.until("the program ends", lambda: self.process.poll() is not None, alive=False)
        if self.process.returncode != 0:
            raise Wrong(f"the program ended with {self.process.returncode}: {self.process.stderr.read()}")

    # --- looking ------------------------------------------------------------------------------------------------

    def look(self):
        """Everything that is visible now."""
        try:
            self._lines.write("look\n")
            self._lines.flush()
            facts = json.loads(self._lines.readline())
        except (OSError, ValueError):
            self.process.wait()
            raise Wrong(f"the program ended with {self.process.returncode}: {self.process.stderr.read()}") from None
        return [Widget(entry, facts) for entry in facts]

    def all(self, cls=None, text=None, said=None, name=None, tip=None, below=None, seen=True):
        """The visible widgets of this class, name, ... in reading order; texts are compared by their beginning."""
        def fits(widget):
            return ((cls is None or widget.cls == cls) and (name is None or widget.name == name)
                    and (text is None or widget.text.startswith(text))
                    and (said is None or widget.said.startswith(said))
                    and (tip is None or widget.tip.startswith(tip))
                    and (not seen or widget.seen) and (below is None or any(widget.is_below(one) for one in roots)))
        widgets = self.look()
        roots = [one for one in widgets if below and (one.name == below or one.cls == below)]
        return [widget for widget in widgets if fits(widget)]

    def find(self, **wanted):
        """The first of these, or None."""
        found = self.all(**wanted)
        return found[0] if found else None

    def see(self, **wanted):
        """The first of these, at rest."""
        what = ", ".join(f"{key} '{value}'" for key, value in wanted.items())
        return self.rests(f"one sees the widget of {what}", lambda: self.find(**wanted))

    def rests(self, sentence, find):
        """The widget or item that is found, as soon as two looks find it at one place: what opens or scrolls moves."""
        last = None

        def resting():
            nonlocal last
            before, last = last, find()
            return last if last and before and last.rect == before.rect else None

        return self.until(sentence, resting)

    def rests_at(self, sentence, value):
        """What the function gives, as soon as it gives the same in five looks."""
        seen = []

        def resting():
            seen.append(value())
            return len(seen) >= 5 and len(set(seen[-5:])) == 1

        self.until(sentence, resting)
        return seen[-1]

    def until(self, sentence, condition, patience=PATIENCE, alive=True):
        """Waits until the condition holds, and hands back what it gave; else it is wrong that <sentence>."""
        end = time.monotonic() + patience
        while True:
            result = condition()
            if result:
                return result
            if alive and self.process.poll() is not None:
                raise Wrong(f"the program ended with {self.process.returncode}: {self.process.stderr.read()}")
            if time.monotonic() > end:
                raise Wrong(f"it was to be that {sentence}, and it is not so after {patience} s")
            time.sleep(GLANCE)

    @staticmethod
    def check(condition, sentence):
        """What must hold now; else the sentence says what is wrong."""
        if not condition:
            raise Wrong(sentence)

    @property
    def title(self):
        return self.see(cls="MainWindow", seen=False).text

    def pixels(self, widget):
        return self.screen.pixels(widget.seen or widget.rect)

    def keep_picture(self):
        """The scene's picture is of this moment, else of its end."""
        self.screen.picture(self.album)

    def number(self, label):
        """The text of the number that stands after this label in the bar, or before "images/s"."""
        bar = self.all(below="TransportBar")
        words = [one for one in bar if one.cls == "QLabel" and one.text == label]
        if not words:
            return ""
        numbers = [one for one in bar if one.cls == "NumberLabel"]
        after = [one for one in numbers if one.rect[0] > words[0].rect[0]]
        before = [one for one in numbers if one.rect[0] < words[0].rect[0]]
        return (before[-1] if label == "images/s" else after[0]).words.replace(",", "")

    def step(self):
        """The step in the bar."""
        text = self.number("step")
        return int(text) if text.isdigit() else 0

    # --- acting -------------------------------------------------------------------------------------------------

    def click(self, place, times=1):
        """Clicks on a widget, an item of one, or a point."""
        self.screen.hand(*self._way_to(place), "click", "--repeat", times, "--delay", 30, 1)

    def press(self, *keys):
        """Shortcuts or single keys, such as "ctrl+s" or "Left"."""
        self.screen.hand("key", "--delay", 15, *keys)

    def type(self, text):
        self.screen.hand("type", "--delay", 15, text)

    def has_keys(self, name):
        """Do the keys go to the window of this name or class, for the X server as well as for Qt?"""
        inside = [one for one in self.all(below=name) if one.focus]
        return bool(inside) and inside[0].in_window()[0] == self.screen.focus()

    def answer_file_dialog(self, name):
        """Types a name into the dialog of files that is open, or about to open, and accepts it."""
        self.until("the dialog of files takes the keys", lambda: self.has_keys("QFileDialog"))
        self.press("ctrl+a")
        self.type(name)
        self.press("Return")
        self.until("the dialog of files closes", lambda: not self.find(cls="QFileDialog"))

    def question(self, name, button):
        """The button of the question of this name, once that has the keys: before, it may not be at its place."""
        self.until("the question takes the keys", lambda: self.has_keys(name))
        return self.see(cls="QPushButton", text=button, below=name)

    def answer_question(self, name, button):
        """Presses a button of the question of this name, which closes then."""
        self.click(self.question(name, button))
        self.until("the question closes", lambda: not self.find(name=name))

    def escape_question(self, name):
        """Presses Escape in the question of this name."""
        self.question(name, "")
        self.keep_picture()
        self.press("Escape")
        self.until("the question closes", lambda: not self.find(name=name))

    def wheel(self, place, clicks):
        """Turns the wheel over a place, so many clicks down (or up, if negative)."""
        self.screen.hand(*self._way_to(place), "click", "--repeat", abs(clicks), "--delay", 20,
                         5 if clicks > 0 else 4)

    def grasp(self, place):
        """Presses the mouse there and holds it."""
        self.screen.hand(*self._way_to(place), "mousedown", 1)

    def drag_to(self, end, moves=8):
        """Moves a mouse that is held on to this point, in several moves as a hand does."""
        where = subprocess.run(["xdotool", "getmouselocation", "--shell"], env=self.screen.environment(),
                               capture_output=True, text=True, check=True).stdout
        start = [int(line.split("=")[1]) for line in where.splitlines()[:2]]
        words = []
        for move in range(1, moves + 1):
            x, y = (int(a + (b - a) * move / moves) for a, b in zip(start, end))
            words += ["mousemove", x, y, "sleep", 0.01]
        self.screen.hand(*words)

    def let_go(self):
        self.screen.hand("mouseup", 1)

    def menu(self, *texts):
        """Chooses an entry through the menus, each opened by a click."""
        kinds = ["QMenuBar"] + ["QMenu"] * (len(texts) - 1)
        for kind, text in zip(kinds, texts):
            self.click(self.rests(f"the {kind} has {text}", lambda: self.item(kind, text)))

    def item(self, cls, text):
        """The entry of a menu or list in sight whose text begins so, or None."""
        items = (widget.item(text) for widget in self.all(cls=cls))
        return next((item for item in items if item and item.rect[2] > 0), None)

    @staticmethod
    def _way_to(place):
        """What moves the mouse to a widget, an item of one, or a point. To a widget it goes by its place in its window:
        where a window is, only the X server knows while it opens."""
        if isinstance(place, Widget):
            return "mousemove", "--window", *place.in_window()
        return "mousemove", *(place if isinstance(place, tuple) else place.middle)
