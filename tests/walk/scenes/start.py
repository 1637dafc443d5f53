# SPDX-License-Identifier: GPL-3.0-or-later
"""The first minute: the window moves, and everything in it can be reached."""


def trains_within_seconds(w):
    """The window trains by itself within seconds, and the plane moves."""
    w.until("the first step is made", lambda: w.step() > 0, patience=10)
    plane = w.see(cls="LatentPlane")
    before = w.pixels(plane)
    w.until("the points on the plane move", lambda: w.pixels(plane) != before, patience=10)


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


def keys_are_listed(w):
    """F1 lists the keys, all on the screen."""
    w.press("F1")
    dialog = w.see(cls="ShortcutsDialog")
    w.check(dialog.lies_in(w.see(cls="MainWindow")), "the list of keys reaches beyond the screen")
    for word in ("Space", "Ctrl+S", "G"):
        w.check(w.find(cls="QLabel", text=word, below="ShortcutsDialog"), f"the list of keys has no {word}")
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


def window_can_be_made_larger_and_smaller(w):
    """The window follows its frame, and nothing is lost when it shrinks again."""
    number = w.screen_window()
    width, height = w.screen.width, w.screen.height
    panels = [panel.name for panel in w.all(cls="QDockWidget")]
    w.screen.hand("windowsize", number, width, height - 40)
    w.until("the window is smaller", lambda: w.see(cls="MainWindow").rect[3] < height)
    w.screen.hand("windowsize", number, width, height)
    w.until("the window is as large as before", lambda: w.see(cls="MainWindow").rect[3] == height)
    w.check([panel.name for panel in w.all(cls="QDockWidget")] == panels, "a panel is gone")
