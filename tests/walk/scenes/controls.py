# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing moves unasked, and what is pending looks pending."""

from window import Wrong


def labelled(w, cls, label):
    """The control of this class that stands with this label in the training panel, in sight or not."""
    widgets = w.all(below="training", seen=False)
    labels = [one for one in widgets if one.cls == "QLabel" and one.text.startswith(label)]
    return next((one for one in widgets if one.cls == cls and any(one.is_beside(text) for text in labels)), None)


def in_sight(w, cls, label):
    """The same, once its section is unfolded and the panel was scrolled by its bar until the control is in sight."""
    for _ in range(30):
        found = labelled(w, cls, label)
        if found and found.is_whole():
            return found
        folded = [one for one in w.all(cls="FoldingHeading", below="training") if not one.checked and one.is_whole()]
        if folded and not found:
            w.click(folded[0])
        elif bar := w.find(cls="QScrollBar", below="training"):
            w.wheel(bar, 1)
    raise Wrong(f"the control of {label} is nowhere in the panel")


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


def typed_rate_is_taken(w):
    """A learning rate that is typed acts at once."""
    set_knob(w, "Learning rate", "2e-3")
    w.until("the knob stands there", lambda: field(w, "Learning rate").text == "2.0e-3")
