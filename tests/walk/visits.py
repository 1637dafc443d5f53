# SPDX-License-Identifier: GPL-3.0-or-later
"""The walk: which screens are visited, and what is done there, in order. Each scene's first line says what is to be."""

import dataclasses
import typing

import files
from scenes import controls, data, plane, runs, start, trust


@dataclasses.dataclass(frozen=True)
class Visit:
    """One start of the program."""

    name: str
    scenes: tuple
    size: tuple = (1440, 900)  # of the window, in its own units
    scale: int = 1
    theme: str = "dark"  # or "": as it comes, without a click before
    prepare: typing.Callable = lambda home: ()  # writes files and hands back the program's arguments
    has_run: bool = True  # at its start; else a question stands over the window

    @property
    def pixels(self):
        return self.size[0] * self.scale, self.size[1] * self.scale

    def begin(self, window):
        """What comes before every scene: the window fills its screen, has its run, and is in the theme of the visit."""
        window.fill_screen()
        if self.has_run:
            window.until("the title names the run", lambda: window.title != "Isthmus")
            if self.theme:
                start.choose_theme(window, self.theme)


FIRST_LOOK = (start.trains_within_seconds, plane.drag_shows_a_picture, start.every_menu_can_be_reached)

VISITS = (
    Visit("1440 x 900, dark", (
        start.trains_within_seconds,
        plane.hint_goes_with_the_first_drag,
        start.every_menu_can_be_reached,
        plane.drag_beside_the_64_shows_its_picture,
        plane.the_64_can_be_enlarged,
        plane.fit_shows_every_point,
        plane.grid_of_decoded_images_can_be_read,
        start.keys_and_gestures_are_listed,
        trust.saved_run_tells_so,
        trust.step_after_a_save_is_asked_about,
        trust.leaving_can_save,
        trust.ended_session_keeps_the_run,
    )),
    Visit("1440 x 900, light", (
        *FIRST_LOOK,
        start.theme_follows_the_button,
        controls.wheel_scrolls_the_panel,
        controls.rate_out_of_range_is_marked,
        controls.chosen_preset_waits_in_sight,
        trust.divergence_leads_back_to_what_was_good,
        trust.reset_asks_what_to_keep,
    ), theme="light"),
    Visit("1024 x 700, dark", (
        *FIRST_LOOK,
        start.window_keeps_its_least_size,
        start.class_names_unfold,
        controls.wheel_scrolls_the_panel,
        controls.another_seed_waits_in_sight,
        controls.chosen_preset_waits_in_sight,
        controls.apply_starts_the_new_run,
    ), size=(1024, 700)),
    Visit("1024 x 700, light", (
        *FIRST_LOOK,
        start.bar_and_legends_can_be_read,
        controls.panels_fold_to_give_room,
        controls.corruption_acts_on_a_running_training,
        data.own_pictures_open,
        data.new_data_begins_clean,
        plane.few_points_are_seen,
    ), size=(1024, 700), theme="light", prepare=files.own_pictures_at_hand),
    Visit("2x, dark", (
        plane.arrows_move_the_probe,
        *FIRST_LOOK,
        plane.drag_beside_the_64_shows_its_picture,
    ), scale=2),
    Visit("2x, light", (
        *FIRST_LOOK,
        plane.drag_beyond_the_edge_keeps_the_ring,
        plane.click_on_a_dot_takes_its_image,
        plane.grid_of_decoded_images_can_be_read,
        start.keys_and_gestures_are_listed,
    ), scale=2, theme="light"),
    Visit("two runs", (
        runs.second_of_two_runs_opens,
        runs.two_runs_stand_side_by_side,
        runs.drag_moves_the_probes_of_two_runs,
        runs.two_runs_are_there_again,
    )),
    Visit("conv-vae", (
        plane.first_drag_of_a_slow_model_shows_a_picture,
        controls.rate_is_not_rounded_away,
    ), theme="", prepare=lambda home: ("--model", "conv-vae")),
    Visit("conv-dae", (controls.latent_size_is_the_layers,), prepare=lambda home: ("--model", "conv-dae")),
    Visit("a table", (data.table_offers_pictures,), prepare=files.table_of_numbers),
    Visit("a table with gaps", (data.table_with_gaps_is_asked_about,), theme="", prepare=files.table_with_gaps),
    Visit("a foreign model", (data.foreign_model_is_offered_to_be_imported,), prepare=files.model_of_another_program,
          has_run=False),
)
