# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing moves unasked, and what is pending looks pending."""

from window import Wrong


def labelled(w, cls, label):
    """The control of this class that stands with this label in the training panel, in sight or not."""
    widgets = w.all(below="training", seen=False)
    labels = [one for one in widgets if one.cls == "QLabel" and one.text.startswith(label)]
    return next((one for one in widgets if one.cls == cls and any(one.is_beside(text) for text in labels)), None)


def in_sight(w, cls, label):
    """The same, once the panel was scrolled by its bar until the control is wholly in sight."""
    for _ in range(40):
        found = w.rests(f"the panel has {label}", lambda: labelled(w, cls, label))
        if found.is_whole():
            return found
        is_above = found.rect[1] < w.find(cls="ScrollPanel", below="training").rect[1]
        w.wheel(w.see(cls="QScrollBar", below="training"), -1 if is_above else 1)
    raise Wrong(f"the control of {label} cannot be scrolled into sight")


def field(w, label):
    """The number field of a knob."""
    in_sight(w, "QSlider", label)
    return in_sight(w, "QLineEdit", label)


def set_knob(w, label, text):
    """Types a value into the field of a knob."""
    w.click(field(w, label), times=3)
    w.press("ctrl+a")
    w.type(text)
    w.press("Return")


def corruption(w):
    """The list of corruptions."""
    return in_sight(w, "QComboBox", "Kind")


def controls_of(w, panel):
    """The sliders, lists and fields of a panel, in sight or not, in reading order."""
    kinds = ("QSlider", "QComboBox", "ChoiceBox", "QSpinBox", "QDoubleSpinBox")
    return [one for one in w.all(below=panel, seen=False) if one.cls in kinds]


def settings(w, panel):
    return [(one.said, one.tip, one.value if one.cls == "QSlider" else one.text) for one in controls_of(w, panel)]


def wheel_scrolls_the_panel(w):
    """The wheel over sliders, lists and fields scrolls the panel that they lie in, and changes none of them."""
    before, turned = settings(w, "training"), set()
    w.check(w.see(cls="QScrollBar", below="training").value == 0, "the panel is not at its top at first")

    def next_control():
        whole = (one for one in controls_of(w, "training") if one.is_whole())
        return next((one for one in whole if (one.said, one.tip) not in turned), None)

    while control := next_control():
        turned.add((control.said, control.tip))
        w.wheel(control, 1)
    w.until("the panel scrolls", lambda: w.find(cls="QScrollBar", below="training").value > 0)
    w.check(len(turned) >= 3, f"only {len(turned)} controls came into sight")
    w.wheel(w.see(cls="QScrollBar", below="training"), -30)
    w.until("the panel is at its top again", lambda: w.find(cls="QScrollBar", below="training").value == 0)
    changed = [f"{now} was {was}" for was, now in zip(before, settings(w, "training")) if was != now]
    w.check(not changed, "the wheel has changed a control: " + "; ".join(changed))


def panels_fold_to_give_room(w):
    """A click on the title of a panel folds it, and gives its room to those below."""
    def height():
        return w.find(cls="ScrollPanel", below="training").rect[3]

    before = height()
    w.click(w.see(cls="FoldingHeading", below="model"))
    w.until("the panel folds", lambda: not w.see(cls="FoldingHeading", below="model").checked)
    w.until("the panel of training grows", lambda: height() > before + 100)


def choose(w, field, text):
    """Chooses an entry of a list by the mouse."""
    w.click(field)
    w.click(w.rests(f"the list has {text}", lambda: w.item("QComboBoxListView", text)))


def preset(w):
    """The list of presets."""
    return w.see(cls="ChoiceBox", below="model")


def apply_button(w):
    """The button in the bar that starts the new run, wholly in sight, or None."""
    found = w.find(cls="QPushButton", text="Apply", below="TransportBar")
    return found if found and found.is_whole() else None


def start_over(w, is_new):
    """Answers the question about what is not saved, if there is anything, and waits for the new run."""
    asked = w.until("the new run begins, or it is asked about", lambda: is_new() or w.find(name="save-question"))
    if asked is not True:
        w.answer_question("save-question", "Don't save")
        w.until("the new run begins", is_new)


def bars(w):
    """How many bars the model panel shows: runs of colour at their left ends."""
    x, y, _, height = w.see(cls="LayerBars").seen
    column = w.screen.pixels((x + 3, y, 1, height))
    coloured = [max(column[i:i + 3]) - min(column[i:i + 3]) > 25 for i in range(0, len(column), 3)]
    return sum(now and not before for before, now in zip([False] + coloured, coloured))


def chosen_preset_waits_in_sight(w):
    """A chosen preset looks pending, with Apply in sight, while the bars show the model that trains; Escape ends it."""
    was, layers = preset(w).text, bars(w)
    w.check(not apply_button(w) and not preset(w).pending, "something is pending before anything was chosen")
    choose(w, preset(w), "Linear AE")
    w.until("Apply is in sight", lambda: apply_button(w))
    w.until("the list looks pending", lambda: preset(w).pending)
    w.check(w.title.startswith(was), "the run changed before Apply was pressed")
    w.check(bars(w) == layers, f"the bars show {bars(w)} layers of the model that was chosen, not {layers}")
    w.keep_picture()
    w.press("Escape")
    w.until("Escape takes the choice back", lambda: preset(w).text == was and not apply_button(w))
    w.check(not preset(w).pending, "the list still looks pending")


def apply_starts_the_new_run(w):
    """Apply starts the run that was chosen, and asks first about steps that are not saved."""
    layers = bars(w)
    choose(w, preset(w), "Linear AE")
    w.click(w.rests("Apply is in sight", lambda: apply_button(w)))
    start_over(w, lambda: w.title.startswith("Linear AE"))
    w.until("nothing is pending any more", lambda: not apply_button(w) and not preset(w).pending)
    w.until("the bars show its layers", lambda: bars(w) < layers)


def another_seed_waits_in_sight(w):
    """Another seed, at the end of the panel, waits for Apply in sight as well; Enter applies it."""
    seed = in_sight(w, "QSpinBox", "Seed")
    w.check(not apply_button(w) and not seed.pending, "something is pending before anything was typed")
    w.click(seed.at(0.3, 0.5), times=2)
    w.press("ctrl+a")
    w.type("7")
    w.until("Apply is in sight", lambda: apply_button(w))
    w.until("the field looks pending", lambda: labelled(w, "QSpinBox", "Seed").pending)
    w.keep_picture()
    w.press("Return")
    start_over(w, lambda: not apply_button(w) and not labelled(w, "QSpinBox", "Seed").pending)


def corruption_acts_on_a_running_training(w):
    """A corruption that is chosen acts while it trains, and shows its amount and the corrupted input."""
    w.check(corruption(w).text == "None" and not labelled(w, "QSlider", "Noise"), "there is corruption at first")
    choose(w, corruption(w), "Gaussian")
    w.until("the list says so", lambda: corruption(w).text.startswith("Gaussian"))
    w.until("its amount can be set", lambda: labelled(w, "QSlider", "Noise"))
    step = w.step()
    w.until("it trains on", lambda: w.step() > step)


def rate_out_of_range_is_marked(w):
    """A learning rate of 0.5 is not taken: the field keeps it, marked, and says the range; a comma is a point."""
    was = field(w, "Learning rate").text
    w.check(not w.find(name="field-note"), "a field is marked before anything was typed")
    for text in ("abc", "0.5"):
        set_knob(w, "Learning rate", text)
        w.until("the field is marked", lambda: "0.1" in w.see(name="field-note").text)
        w.check(field(w, "Learning rate").text == text, "the text that was typed is gone")
    w.keep_picture()
    set_knob(w, "Learning rate", "1,5e-3")
    w.until("the note goes", lambda: not w.find(name="field-note"))
    w.until("the comma is taken", lambda: field(w, "Learning rate").text == "1.5e-3")
    set_knob(w, "Learning rate", was)
    w.until("the knob is back", lambda: field(w, "Learning rate").text == was)


def rate_is_not_rounded_away(w):
    """Below 1,000 the images a second are not rounded to hundreds."""
    def rate():
        return float(w.number("images/s").replace("–", "") or 0)

    w.until("a rate is shown", rate)
    w.until("it is no multiple of 100", lambda: rate() >= 1000 or rate() % 100)


def latent_size_is_the_layers(w):
    """A convolutional code tells its true size: 784 numbers, as 7 x 7 x 16."""
    w.see(cls="QSpinBox", text="784 (7 × 7 × 16)", below="model")
