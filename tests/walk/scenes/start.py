# SPDX-License-Identifier: GPL-3.0-or-later
"""The first minute: the window moves, and everything in it can be reached."""


def trains_within_seconds(w):
    """The window trains by itself within seconds, and the plane moves."""
    w.until("the first step is made", lambda: w.step() > 0, patience=20)
    plane = w.see(cls="LatentPlane")
    before = w.pixels(plane)
    w.until("the points on the plane move", lambda: w.pixels(plane) != before, patience=20)


def every_menu_can_be_reached(w):
    """File, Run, View and Help stand in the bar, and each opens to entries that are all on the screen."""
    window = w.see(cls="MainWindow")
    for name in ("File", "Run", "View", "Help"):
        w.menu(name)
        menu = w.until(f"{name} opens", lambda: next(iter(w.all(cls="QMenu")), None))
        w.check(len(menu.items) >= 3, f"{name} has no entries")
        w.check(menu.lies_in(window), f"{name} opens beyond the edge of the screen")
        if name == "View":
            w.keep_picture()
        w.press("Escape")
        w.until(f"{name} closes", lambda: not w.all(cls="QMenu"))


def keys_and_gestures_are_listed(w):
    """F1 lists the keys and gestures of each part of the program, all on the screen."""
    w.press("F1")
    dialog = w.see(cls="ShortcutsDialog")
    w.check(dialog.lies_in(w.see(cls="MainWindow")), "the list reaches beyond the screen")
    lines = {one.text for one in w.all(cls="QLabel", below="ShortcutsDialog")}
    headings = {one.text for one in w.all(cls="SectionHeading", below="ShortcutsDialog")}
    missing = {"Training", "Plane", "Pictures", "Curves", "Files", "Panels", "Layer editor"} - headings
    missing |= {"Space", "Ctrl+S", "G", "Shift+N", "Ins", "Alt+Up", "Arrows"} - lines
    missing |= {"Left drag", "Wheel", "Middle drag", "Double click in legend"} - lines
    w.check(not missing, f"the list has no {', '.join(sorted(missing))}")
    w.keep_picture()
    w.press("Escape")
    w.until("the list closes", lambda: not w.find(cls="ShortcutsDialog"))


def theme_button(w):
    return w.see(tip="Theme: ", below="TransportBar")


def choose_theme(w, theme):
    """Presses the button at the right of the bar until it says so."""
    while not theme_button(w).tip.endswith(theme):
        was = theme_button(w).tip
        w.click(theme_button(w))
        w.until("the button says the next theme", lambda: theme_button(w).tip != was)


def theme_follows_the_button(w):
    """The button at the right of the bar changes between light and dark at once."""
    looks = []
    for theme in ("dark", "light"):
        choose_theme(w, theme)
        looks.append(w.pixels(w.see(cls="TransportBar"))[:3])
    w.check(looks[0][0] < 80 and looks[1][0] > 180, f"the bar is {looks} in the dark and in the light")


def window_keeps_its_least_size(w):
    """The window follows its frame, down to the least size at which all of it can be read."""
    number = w.screen_window()
    width, height = w.screen.width, w.screen.height
    panels = [panel.name for panel in w.all(cls="QDockWidget")]
    w.screen.hand("windowsize", number, width // 2, height // 2)
    w.until("the window is smaller", lambda: w.see(cls="MainWindow").rect[2:] != [width, height])
    least = w.see(cls="MainWindow").rect
    w.check(least[2] >= 1000 and least[3] >= 660, f"the window can be made as small as {least[2]} x {least[3]}")
    bar_and_legends_can_be_read(w)
    w.screen.hand("windowsize", number, width, height)
    w.until("the window is as large as before", lambda: w.see(cls="MainWindow").rect[2:] == [width, height])
    w.check([panel.name for panel in w.all(cls="QDockWidget")] == panels, "a panel is gone")


def bar_and_legends_can_be_read(w):
    """Every button and figure of the bar and of the loss legend is whole, and the classes hide little of the plane."""
    readable = ("QLabel", "ElidedLabel", "NumberLabel", "ActionButton", "QToolButton", "QMenuBar")
    parts = [one for one in w.all(below="TransportBar", seen=False) if one.cls in readable]
    entries = w.all(cls="CurveEntry", seen=False)
    cut = [one.words or one.cls for one in parts + entries if not one.is_whole()]
    w.check(len(parts) > 12 and not cut, f"cut off: {', '.join(cut)}")
    names = [one.text for one in w.all(cls="QLabel", below="LossLegend") if one.text]
    w.check(names == ["train", "test", "KL", "test KL"], f"the curves are called {', '.join(names)}")
    plane, legend = w.see(cls="LatentPlane").rect, w.see(cls="FoldingLegend").rect
    w.check(legend[2] * legend[3] < plane[2] * plane[3] / 6, "the names of the classes hide a part of the plane")


def class_names_unfold(w):
    """The legend of the classes, folded where there is little room, shows all names at a click."""
    plane = w.see(cls="LatentPlane")
    w.check(not w.find(cls="LegendEntry"), "the legend is not folded")
    w.click(w.see(cls="QToolButton", said="Legend"))
    w.until("the ten names are there", lambda: len(w.all(cls="LegendEntry")) == 10)
    w.check(all(one.is_whole() and one.lies_in(plane) for one in w.all(cls="LegendEntry")), "a name is cut off")
    w.keep_picture()
    w.click(w.see(cls="QToolButton", said="Legend"))
    w.until("they fold again", lambda: not w.find(cls="LegendEntry"))
