# SPDX-License-Identifier: GPL-3.0-or-later
"""The latent plane, and the hand in it."""

import statistics

from scenes import controls, trust


def hand_picture(w):
    """The pixels of the picture under the hand."""
    return w.pixels(w.see(cls="SampleWidget", below="hand"))


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
    w.keep_picture()
    w.let_go()


def hint_says_how_to_begin(w):
    """Until the plane was dragged once, a hint says how."""
    w.see(name="plane-hint", text="Press and drag on the plane")


def hint_goes_with_the_first_drag(w):
    """The hint stays until the plane was dragged once, and is gone then."""
    w.see(name="plane-hint")
    drag_shows_a_picture(w)
    w.until("the hint is gone", lambda: not w.find(name="plane-hint"))


def arrows_move_the_probe(w):
    """The arrow keys move the probe from the start, without a click before."""
    w.until("a code stands under the hand", lambda: has_code(w))
    for key in ("Right", "Up"):
        was = code(w)
        w.press(key)
        w.until(f"the code follows the key {key}", lambda: code(w) != was)


def first_drag_of_a_slow_model_shows_a_picture(w):
    """A convolutional model decodes under the hand from its first picture on, while it encodes the samples."""
    drag_shows_a_picture(w)


def drag_beyond_the_edge_keeps_the_ring(w):
    """A drag beyond the edge of the plane keeps the ring at the edge, and moves the plane along."""
    x, y, width, height = map(int, w.see(cls="LatentPlane").rect)
    middle = y + height // 2

    def is_ring_at_edge():
        side = 4 * w.scale
        return coloured(w.screen.pixels((x + 8 * w.scale, middle - side // 2, side, side))) == side * side

    w.check(not is_ring_at_edge(), "the ring is at the edge before the drag")
    w.grasp((x + width // 2, middle))
    w.drag_to((x - 60 * w.scale, middle))
    w.until("the ring is at the edge", is_ring_at_edge)
    start = code(w)
    w.until("the plane moves along", lambda: code(w) != start)
    w.keep_picture()
    w.let_go()
    w.press("0")


def click_on_a_dot_takes_its_image(w):
    """A click on a dot keeps its image under the hand, with its class and number, until it is let go."""
    w.check(not w.find(name="unpin"), "an image is kept before a click")
    w.click(dot(w))
    w.see(name="unpin")
    w.until("its class, number and error stand there", lambda: all(
        word in w.see(name="pointed").said for word in (", test image ", "PSNR")))
    w.keep_picture()
    w.click(w.see(name="unpin"))
    w.until("it is let go", lambda: not w.find(name="unpin"))


def dot(w):
    """The place of a dot amid the plane."""
    x, y, width, height = map(int, w.see(cls="LatentPlane").rect)
    left, top, width, height = x + width // 4, y + height // 3, width // 2, height // 3
    pixels = w.screen.pixels((left, top, width, height))
    places = [i // 3 for i in range(0, len(pixels) - 2, 3) if max(pixels[i:i + 3]) - min(pixels[i:i + 3]) > 60]
    w.check(places, "no dot is amid the plane")
    place = places[len(places) // 2]
    return left + place % width, top + place // width


def drag_beside_the_64_shows_its_picture(w):
    """While 64 draws from the prior are shown, at Shift+N, the picture of a drag stands beside them."""
    place = w.see(cls="PriorGrid").rect
    before = len(set(w.pixels(w.see(cls="PriorGrid"))))
    w.press("shift+n")
    w.until("the 64 are drawn", lambda: len(set(w.pixels(w.see(cls="PriorGrid")))) > before + 40)
    drag_shows_a_picture(w)
    w.check(w.see(cls="PriorGrid").rect == place, "the 64 have moved")
    w.check(not w.see(cls="SampleWidget", below="hand").lies_in(w.see(cls="PriorGrid")), "the picture covers the 64")


def the_64_can_be_enlarged(w):
    """Enlarge shows the 64 in a window of their own."""
    small = w.see(cls="PriorGrid").rect
    w.click(w.see(cls="QPushButton", text="Enlarge", below="hand"))
    large = w.see(cls="PriorGrid", below="GridWindow").rect
    w.check(large[2] > 2 * small[2], f"they are {large[2]} px wide, and were {small[2]}")
    w.keep_picture()
    w.press("Escape")
    w.until("the window closes", lambda: not w.find(cls="GridWindow"))


def points_at_edges(w):
    """Do points lie at the edges of the plane, where neither its frame nor its tools and legend are?"""
    x, y, width, height = map(int, w.see(cls="LatentPlane").rect)
    inset, thick = 4 * w.scale, 3 * w.scale
    edges = ((x + inset, y + height // 4, thick, height // 2),
             (x + width - inset - thick, y + height // 2, thick, height // 3),
             (x + width // 4, y + height - inset - thick, width // 2, thick))
    return any(coloured(w.screen.pixels(edge)) for edge in edges)


def fit_shows_every_point(w):
    """After a zoom that drives points over the edges of the plane, Fit (0) shows every point."""
    w.press(*["plus"] * 6)
    w.until("points run out of the plane", lambda: points_at_edges(w))
    w.press("0")
    w.until("no point lies on an edge", lambda: not points_at_edges(w))


def coloured(pixels):
    """How many pixels are in a colour, as points are."""
    return sum(max(pixels[i:i + 3]) - min(pixels[i:i + 3]) > 60 for i in range(0, len(pixels) - 2, 3))


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


def few_points_are_seen(w):
    """The test samples of a small data set are dots that one sees; the training samples can be shown as well."""
    w.until("the model has parted the samples", lambda: w.step() > 300)
    trust.pause(w)
    if dismiss := w.find(cls="QPushButton", text="Dismiss"):  # a banner takes much of a small window
        w.click(dismiss)
    w.press("0")
    w.until("thirty dots are drawn, not of 2 px", lambda: coloured(w.pixels(w.see(cls="LatentPlane"))) > 30 * 12)
    few = w.rests_at("the dots rest", lambda: len(coloured_places(w)))
    samples = w.see(cls="QComboBox", tip="Samples on the plane")
    w.check(samples.text == "test samples", f"the plane shows {samples.text} at first")
    w.keep_picture()
    controls.choose(w, samples, "both")
    w.until("dots are drawn in many more places", lambda: len(coloured_places(w)) > 1.5 * few)


def coloured_places(w):
    """The squares of 4 x 4 px in which the plane has a colour, below its tools and legend and within its ring of focus."""
    x, y, width, height = map(int, w.see(cls="LatentPlane").rect)
    ring, top = 4, height // 4
    width -= 2 * ring
    pixels = w.screen.pixels((x + ring, y + top, width, height - top - ring))
    return {(i // 3 // width // 4, i // 3 % width // 4) for i in range(0, len(pixels) - 2, 3)
            if max(pixels[i:i + 3]) - min(pixels[i:i + 3]) > 60}
