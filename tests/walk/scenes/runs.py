# SPDX-License-Identifier: GPL-3.0-or-later
"""Two runs beside each other: opened, compared, saved, and there again."""

from scenes import trust


def names(w):
    """What the tabs call the runs."""
    return sorted(button.said.removeprefix("Close ") for button in w.all(name="close-run"))


def second_of_two_runs_opens(w):
    """Ctrl+Shift+N opens a second run from another seed, in a tab of its own, at step 0."""
    w.until("a few steps are made", lambda: w.step() > 100)
    w.press("ctrl+shift+n")
    button = w.question("run-dialog", "Open the run")
    w.click(w.see(name="seed", below="run-dialog"), times=2)
    w.press("ctrl+a")
    w.type("2")
    w.keep_picture()
    w.click(button)
    w.until("the question closes", lambda: not w.find(name="run-dialog"))
    w.until("there are two tabs, with names that differ", lambda: len(set(names(w))) == 2)
    w.check(w.step() == 0, f"the second run begins at step {w.step()}")
    w.press("space")
    w.until("it trains", lambda: w.step() > 100)


def heads(w):
    """What stands above the two planes."""
    return [head.said for head in w.all(cls="RunHead")]


def differs_in(w, name):
    """Does the table of differences have a row that begins so?"""
    return any(table.item(name) for table in w.all(cls="QTableWidget", below="differences"))


def two_runs_stand_side_by_side(w):
    """Ctrl+2 shows both planes and what differs, and Space holds both runs at once."""
    w.press("ctrl+2")
    w.until("two planes stand side by side", lambda: len(w.all(cls="LatentPlane", below="ComparePage")) == 2)
    w.check(w.title.startswith("2 runs side by side"), f"the title is {w.title}")
    w.until("the seeds are told as a difference", lambda: differs_in(w, "seed"))
    w.until("both train", lambda: all("images/s" in head for head in heads(w)))
    w.keep_picture()
    w.press("space")
    w.until("both rest", lambda: len(heads(w)) == 2 and all(head.endswith("paused") for head in heads(w)))


def probe_picture(w, row):
    """The pixels of what the run of this row decodes at its probe, well within the picture's edges."""
    x, y, _, height = w.see(cls="RunRows").rect
    names, largest, gap = 156 * w.scale, 84 * w.scale, 4 * w.scale  # as RunRows has them
    pitch = min(height / 3, largest + gap)  # of two runs below the originals
    side = pitch - gap
    left, top = x + names, y + (row + 1) * pitch
    return w.screen.pixels((left + side / 4, top + side / 4, side / 2, side / 2))


def drag_moves_the_probes_of_two_runs(w):
    """A drag on one plane moves the probe of the other run too, whose picture follows."""
    first, second = w.all(cls="LatentPlane", below="ComparePage")
    w.grasp(first.at(0.5, 0.5))
    w.rests_at("the pictures at both probes have come", lambda: (probe_picture(w, 0), probe_picture(w, 1)))
    pictures, plane = (probe_picture(w, 0), probe_picture(w, 1)), w.pixels(second)
    w.drag_to(first.at(0.3, 0.7))
    w.until("the probe on the other plane moves", lambda: w.pixels(second) != plane)
    w.until("the picture of this run follows", lambda: probe_picture(w, 0) != pictures[0])
    w.until("so does the picture of the other run", lambda: probe_picture(w, 1) != pictures[1])
    w.keep_picture()
    w.let_go()


def save_front(w, name):
    """Saves the run of the tab in front under this name, and hands back its step."""
    w.check(trust.has_star(w), f"the run that is to be {name} counts as saved: {w.title}")
    w.press("ctrl+s")
    w.answer_file_dialog(name)
    w.until("the title names the file", lambda: w.title.startswith(f"{name}.safetensors on "))
    return w.step()


def open_beside(w, name):
    """Opens a saved run in a tab of its own."""
    w.press("ctrl+n")
    w.click(w.question("run-dialog", "Open the run"))
    w.until("there are two tabs", lambda: len(names(w)) == 2)
    w.press("ctrl+shift+o")
    w.answer_file_dialog(f"{name}.safetensors")
    w.until("the title names the file", lambda: w.title.startswith(f"{name}.safetensors on "))


def two_runs_are_there_again(w):
    """Saved under two names, both runs are there again after the window was closed, each at its step."""
    w.press("ctrl+1")
    w.until("one sees the run", lambda: w.step() > 0)
    steps = {"one": save_front(w, "one")}
    w.press("ctrl+Next")
    w.until("the other run is in front", lambda: not w.title.startswith("one."))
    steps["two"] = save_front(w, "two")
    w.press("ctrl+q")
    w.ends()
    w.start(w.screen.folder / "one.safetensors", "--paused")
    w.fill_screen()
    w.until("the first run is there again", lambda: w.title.startswith("one.safet") and w.step() == steps["one"])
    open_beside(w, "two")
    w.until("the second run is there again", lambda: w.step() == steps["two"])
    files = ["one.safetensors", "two.safetensors"]
    w.check(names(w) == files, f"the tabs are called {', '.join(names(w))}")
    w.press("ctrl+2")
    w.until("both can be compared", lambda: [head.split(",")[0] for head in heads(w)] == files)
