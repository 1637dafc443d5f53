# SPDX-License-Identifier: GPL-3.0-or-later
"""One's own images, and files that are something else."""

from scenes import controls


def own_pictures_open(w):
    """300 own pictures open through the dialog of Ctrl+O, which shows them first."""
    w.press("ctrl+o")
    w.click(w.see(cls="QPushButton", text="Browse folder", below="open-dialog"))
    w.answer_file_dialog(str(w.screen.folder / "pictures"))
    w.until("the dialog of data has the keys again", lambda: w.has_keys("open-dialog"))
    w.see(name="fact", text="270 train · 30 test")
    w.until("it shows some of them", lambda: len(set(w.pixels(w.see(cls="ThumbnailGrid")))) > 20)
    w.keep_picture()
    w.click(w.see(cls="QPushButton", text="Open", below="open-dialog"))
    w.answer_question("save-question", "Don't save")
    w.until("the title names them", lambda: "pictures" in w.title)
    w.until("the panel tells their number", lambda: w.find(cls="QLabel", text="300 images", below="data"))


def new_data_begins_clean(w):
    """Data that is opened after a denoising run begins without its corruption, and the window says so."""
    w.see(name="new-run-note")
    w.check(controls.corruption(w).text == "None", "the new data is trained with the corruption of the run before")


def table_offers_pictures(w):
    """A table whose rows could be pictures is opened with that offer, which is taken by a click."""
    def are_pictures():
        return any("20 × 20" in one.text for one in w.all(cls="QLabel", below="data"))

    w.see(name="rows-offer")
    w.check(not are_pictures(), "the rows are pictures before they are asked about")
    w.keep_picture()
    w.click(w.see(cls="QPushButton", text="Use as pictures of 20 × 20", below="rows-offer"))
    w.until("the images are 20 x 20", are_pictures)
    w.until("the offer is gone", lambda: not w.find(name="rows-offer"))


def table_with_gaps_is_asked_about(w):
    """A table with gaps that is named at the start is asked about in the dialog, and opens with another choice."""
    w.see(name="open-dialog")
    w.until("it says what is missing",
            lambda: any("an empty field" in one.text for one in w.all(cls="QLabel", below="open-dialog")))
    w.keep_picture()
    missing = w.see(cls="QComboBox", text="refuse the data", below="open-dialog")
    controls.choose(w, missing, "the mean, not counted")
    w.see(name="fact", text="180 train · 20 test")
    w.click(w.see(cls="QPushButton", text="Open", below="open-dialog"))
    w.until("the title names it", lambda: "gaps" in w.title)


def foreign_model_is_offered_to_be_imported(w):
    """A safetensors file that is no run is offered to be imported as a model."""
    w.check(not w.find(name="import"), "the dialog is there before it was asked for")
    button = w.question("import-question", "Import")
    w.keep_picture()
    w.click(button)
    w.see(name="import")
    w.until("the dialog names the file", lambda: any("theirs.safetensors" in one.text for one in w.all(below="import")))
    w.press("Escape")
    w.until("the dialog closes", lambda: not w.find(name="import"))
