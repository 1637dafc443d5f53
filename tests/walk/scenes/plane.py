# SPDX-License-Identifier: GPL-3.0-or-later
"""The latent plane, and the hand in it."""

import statistics


def hand_picture(w):
    """The pixels of the picture under the hand."""
    return w.pixels(w.see(cls="PictureWidget", below="hand"))


def code(w):
    """The numbers under the hand."""
    return [label.words for label in w.all(cls="NumberLabel", below="CodeLabel")]


def has_code(w):
    """Do the numbers under the hand stand for a point?"""
    numbers = code(w)
    return bool(numbers) and all(text not in ("", "-", "–") for text in numbers)


def drag_shows_a_picture(w):
    """A drag on the plane shows at once what the model draws there, with the code in numbers."""
    plane = w.see(cls="LatentPlane")
    w.grasp(plane.at(0.5, 0.5))
    w.until("a code stands under the hand", lambda: has_code(w))
    first, start = hand_picture(w), code(w)
    w.drag_to(plane.at(0.35, 0.65))
    w.until("the code follows the hand", lambda: code(w) != start)
    w.until("the picture follows the hand", lambda: hand_picture(w) != first)
    w.let_go()


def drawn_share(pixels):
    """The share of grey pixels that are clearly neither ground nor haze: points and names are in colour, or few."""
    greys = [pixels[i] for i in range(0, len(pixels) - 2, 39) if max(pixels[i:i + 3]) - min(pixels[i:i + 3]) < 16]
    ground = statistics.mode(greys)
    return sum(abs(grey - ground) > 48 for grey in greys) / len(greys)


def grid_of_decoded_images_can_be_read(w):
    """G draws the grid of decoded images behind the points, with enough contrast to be read in every theme."""
    plane = w.see(cls="LatentPlane")
    before = drawn_share(w.pixels(plane))
    w.press("g")
    w.until("the tool says so", lambda: w.see(cls="QToolButton", text="Manifold grid").checked)
    w.until("the pictures of the grid stand out", lambda: drawn_share(w.pixels(plane)) > before + 0.1)


def hint_says_how_to_begin(w):
    """Until the plane was dragged once, a hint says how."""
    w.until("the hint stands in the window", lambda: any(
        "drag on the plane" in one.text.replace("\n", " ").lower() for one in w.all(cls="QLabel")))


def drawing_64_shows_them(w):
    """Shift+N draws 64 pictures from the prior."""
    w.press("shift+n")
    grid = w.see(cls="PriorGrid")
    w.until("the 64 are drawn", lambda: len(set(w.pixels(grid))) > 40)


def coloured(pixels):
    """How many pixels are in a colour, as points are."""
    return sum(max(pixels[i:i + 3]) - min(pixels[i:i + 3]) > 60 for i in range(0, len(pixels) - 2, 3))
