# SPDX-License-Identifier: GPL-3.0-or-later
"""One's own images, and files that are something else."""


def open_from_the_dialog(w, path):
    """Opens a path through the dialog of Ctrl+O, typing its name."""
    w.press("ctrl+o")
    w.click(w.see(cls="QPushButton", text="Browse folder", below="open-dialog"))
    w.answer_file_dialog(path)


def own_pictures_open(w):
    """300 own pictures open through the dialog, which shows them first."""
    open_from_the_dialog(w, str(w.screen.folder / "pictures"))
    w.until("the dialog can open them", lambda: not w.see(name="open-dialog").disabled and any(
        button.text == "Open" and not button.disabled for button in w.all(cls="QPushButton", below="open-dialog")))
    w.keep_picture()
    w.press("Return")
    asked = w.until("they open, or leaving the present run is asked about", lambda: "pictures" in w.title or w.find(
        name="save-question"))
    if asked is not True:
        w.answer_question("save-question", "Discard")
    w.until("the title names them", lambda: "pictures" in w.title)
    w.until("the panel tells their number", lambda: w.find(cls="QLabel", text="300 images", below="data"))
