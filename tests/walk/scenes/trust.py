# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing is lost."""

from scenes import controls


def has_star(w):
    return "*" in w.title


def saved_run_tells_so(w):
    """Ctrl+S saves under a name, which the title shows, without a star; the line at the bottom says which step."""
    pause(w)
    w.until("a star says that nothing is saved yet", lambda: has_star(w))
    w.press("ctrl+s")
    w.answer_file_dialog("mine")
    w.until("the title names the file, without a star", lambda: w.title.startswith("mine.safetensors on "))
    said = f"Saved mine.safetensors, step {w.step():,}"
    w.until("the line at the bottom says so", lambda: w.find(cls="ElidedLabel", text=said, below="StatusLine"))
    w.check((w.screen.folder / "mine.safetensors").exists(), "there is no such file")


def pause(w):
    """Presses Space, and waits until no step is made any more."""
    w.press("space")
    w.until("the bar offers Play", lambda: w.find(cls="ActionButton", text="Play"))
    w.rests_at("the last step is made", w.step)


def step_after_a_save_is_asked_about(w):
    """One step after a save puts the star back, and leaving asks; Escape keeps the window."""
    w.check(not has_star(w), "the star is there before the step")
    w.press("period")
    w.until("a star stands in the title", lambda: has_star(w))
    w.press("ctrl+q")
    w.escape_question("save-question")
    w.check(has_star(w) and w.process.poll() is None, "the run is not as before")


def leaving_can_save(w):
    """Ctrl+Q and Save leave with every step in the file."""
    step = w.rests_at("the last step is made", w.step)
    w.press("ctrl+q")
    w.click(w.question("save-question", "Save"))
    w.ends()
    w.start(w.screen.folder / "mine.safetensors", "--paused")
    w.fill_screen()
    w.until("the run is there again, with every step", lambda: w.title.startswith("mine.safet") and w.step() == step)


def ended_session_keeps_the_run(w):
    """What a desktop session that ends takes along unsaved is offered at the next start."""
    w.press("period")
    w.until("a step is not saved", lambda: has_star(w))
    step = w.rests_at("the last step is made", w.step)
    w.end_session()
    w.start("--paused")
    w.fill_screen()
    w.until("the offer stands over the window", lambda: w.find(name="recovery"))
    w.check(w.step() != step, "the run is there before it was asked for")
    w.keep_picture()
    w.click(w.see(cls="QPushButton", text="Open", below="recovery"))
    w.until("the run is there again, with every step", lambda: w.step() == step)
    w.check(has_star(w), "it passes for saved")


def reset_asks_what_to_keep(w):
    """Reset asks whether the parameters alone start afresh or the knobs as well, and does so."""
    was = controls.field(w, "Learning rate").text
    controls.set_knob(w, "Learning rate", "2e-3")
    w.until("a few steps are made", lambda: w.step() > 20)
    w.press("ctrl+r")
    w.see(cls="QPushButton", text="Reset parameters alone", below="reset-question")
    w.keep_picture()
    w.answer_question("reset-question", "Reset knobs too")
    w.answer_question("save-question", "Don't save")
    w.until("the knob is back", lambda: controls.field(w, "Learning rate").text == was)
    w.until("it is at its beginning, without figures of before", lambda: w.step() == 0 and loss(w) == 0)


def loss(w):
    """The loss in training that the legend of the curves tells."""
    text = w.see(name="train").words
    return float(text) if text != "–" else 0


def divergence_leads_back_to_what_was_good(w):
    """After a divergence a click puts back the knob that did it, and training goes on from what was good."""
    w.until("a few steps are made", lambda: w.step() > 100 and loss(w))
    good = loss(w)
    w.check(not w.find(name="restore-knobs"), "it is offered before anything happened")
    was = controls.field(w, "Learning rate").text
    controls.set_knob(w, "β", "7")
    controls.set_knob(w, "Learning rate", "0.1")
    button = w.see(name="restore-knobs")
    w.check("learning rate" in button.text, f"the button does not name the knob: {button.text}")
    w.keep_picture()
    w.click(button)
    w.until("the banner closes", lambda: not w.find(name="restore-knobs"))
    w.until("the knob is back", lambda: controls.field(w, "Learning rate").text == was)
    w.until("so is the other", lambda: controls.field(w, "β").text == "1.00")
    step, shown = w.rests_at("the step is that of before", w.step), loss(w)
    w.press("space")
    w.until("it trains on", lambda: w.step() > step + 50 and loss(w) != shown)
    w.check(not w.find(name="restore-knobs"), "it diverged again at once")
    w.check(loss(w) < 1.1 * good, f"the loss is {loss(w)}, and was {good}")
