# SPDX-License-Identifier: GPL-3.0-or-later
"""The walk: which screens are visited, and what is done there, in order. Each scene's first line says what is to be."""

import dataclasses
import typing

import files
from scenes import controls, data, plane, start, trust


@dataclasses.dataclass(frozen=True)
class Visit:
    """One start of the program."""

    name: str
    scenes: tuple
    size: tuple = (1440, 900)  # of the window, in its own units
    scale: int = 1
    theme: str = "dark"
    prepare: typing.Callable = lambda home: ()  # writes files and hands back the program's arguments
    has_run: bool = True  # at its start

    @property
    def pixels(self):
        return self.size[0] * self.scale, self.size[1] * self.scale

    def begin(self, window):
        """What comes before every scene: the window fills its screen, has its run, and is in the theme of the visit."""
        window.fill_screen()
        if self.has_run:
            window.until("the title names the run", lambda: window.title != "Isthmus")
        start.choose_theme(window, self.theme)


FIRST_LOOK = (start.trains_within_seconds, plane.drag_shows_a_picture)

VISITS = (
    Visit("1440 x 900, dark", (
        plane.hint_says_how_to_begin,
        *FIRST_LOOK,
        start.every_menu_can_be_reached,
        plane.drawing_64_shows_them,
        plane.grid_of_decoded_images_can_be_read,
        start.keys_are_listed,
        trust.saved_run_tells_so,
    )),
    Visit("1440 x 900, light", (
        *FIRST_LOOK,
        start.every_menu_can_be_reached,
        start.theme_follows_the_button,
        controls.typed_rate_is_taken,
    ), theme="light"),
    Visit("1024 x 700, dark", (
        *FIRST_LOOK,
        start.window_can_be_made_larger_and_smaller,
    ), size=(1024, 700)),
    Visit("1024 x 700, light", (
        *FIRST_LOOK,
        data.own_pictures_open,
    ), size=(1024, 700), theme="light", prepare=files.own_pictures_at_hand),
    Visit("2x, dark", (*FIRST_LOOK, start.every_menu_can_be_reached), scale=2),
    Visit("2x, light", (*FIRST_LOOK, start.keys_are_listed), scale=2, theme="light"),
    Visit("conv-vae", (plane.drag_shows_a_picture,), prepare=lambda home: ("--model", "conv-vae")),
)
