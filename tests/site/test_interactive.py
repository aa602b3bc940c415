"""Figures that move: what their sliders show is what the page computed, however they are moved."""

import json
import re

import numpy as np
import pytest
from pages import SITE, soup


FIGURES = {
    "fig-opt-move": "book/applications/optimization",
    "fig-converge-move": "book/applications/option_pricing",
    "fig-vfi-move": "book/applications/value_function_iteration",
}
DIGITS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹−", "-0123456789-")


def plan(name):
    """What the page hands to the script."""
    return json.loads(soup(FIGURES[name]).select_one(f"#{name} script").string)


def at(expression, made, places):
    """The value of `array[slider]` with the sliders at `places`."""
    name, *keys = re.findall(r"\w+", expression)
    value = made["data"][name]
    for key in keys:
        value = value[places.get(key, None) if key in places else int(key)]
    return value


def come_to(page, name):
    """Scroll to a figure; it is drawn when it comes near."""
    page.locator(f"#{name}").scroll_into_view_if_needed()
    page.locator(f"#{name} .interactive.drawn").wait_for()


@pytest.mark.parametrize("name", FIGURES)
class TestEveryFigure:
    def test_its_data_are_small_and_its_picture_stays(self, name):
        figure = soup(FIGURES[name]).select_one(f"#{name}")
        assert len(figure.select_one("script").string.encode()) < 42_000
        assert len(figure.select_one(".interactive-stage > img")["alt"]) > 40
        assert figure.select_one("figcaption")

    def test_its_sliders_and_panels_have_names(self, name):
        figure = soup(FIGURES[name]).select_one(f"#{name}")
        labels = {label["for"]: label.text for label in figure.select("label")}
        assert {slider["id"] for slider in figure.select("input[type=range]")} == set(labels)
        assert all(labels.values())
        assert all(panel["aria-label"] for panel in figure.select("svg[role=img]"))
        assert figure.select_one("output")["aria-live"] == "polite"

    @pytest.mark.browser
    def test_keys_move_it_and_it_draws_what_the_page_computed(self, page, name):
        page.goto(f"{FIGURES[name]}.html")
        come_to(page, name)
        figure, made = page.locator(f"#{name} .interactive"), plan(name)
        places = {key: slider["start"] for key, slider in made["sliders"].items()}
        said = figure.locator("output").inner_text()
        for key in places:
            figure.locator(f"[data-slider={key}]").focus()
            for press, where in (("ArrowRight", places[key] + 1), ("End", None), ("Home", 0)):
                page.keyboard.press(press)
                last = len(made["data"][made["sliders"][key]["values"]]) - 1
                places[key] = last if where is None else where
                check_panels(figure, made, places)
        assert figure.locator("output").inner_text() != said

    @pytest.mark.browser
    def test_nothing_shifts_when_it_is_drawn(self, page, name):
        page.goto(f"{FIGURES[name]}.html")
        come_to(page, name)
        drawn = page.locator(f"#{name}").bounding_box()["height"]
        page.route("**/interactive.js*", lambda route: route.abort())
        page.reload()
        page.locator(f"#{name}").scroll_into_view_if_needed()
        assert page.locator(f"#{name} img").is_visible()
        assert page.locator(f"#{name}").bounding_box()["height"] == drawn

    @pytest.mark.browser
    def test_on_paper_and_without_scripts_it_is_a_picture(self, browser, address, page, name):
        page.goto(f"{FIGURES[name]}.html")
        page.emulate_media(media="print")
        check_picture(page.locator(f"#{name}"))
        context = browser.new_context(base_url=address, java_script_enabled=False)
        still = context.new_page()
        still.goto(f"{FIGURES[name]}.html")
        check_picture(still.locator(f"#{name}"))
        context.close()


def check_picture(figure):
    assert figure.locator("img").is_visible()
    assert figure.locator("figcaption").is_visible()
    assert not figure.locator("input, output, .interactive svg").filter(visible=True).count()


def check_panels(figure, made, places):
    """Each curve goes through the points that the arrays give, read off the ticks."""
    panels = figure.locator(".interactive-stage > svg").all()
    for panel, svg in zip(made["panels"], panels, strict=True):
        scales = [scale_of(svg, axis, panel[axis]) for axis in "xy"]
        for layer in panel["layers"]:
            if layer.get("kind") == "band" or layer["look"] == "faint":
                continue
            stop = places[layer["until"]] + 1 if "until" in layer else None
            points = [np.array(at(layer[axis], made, places)[:stop], float) for axis in "xy"]
            path = svg.locator(f"[data-name='{layer['name']}'] path").get_attribute("d")
            drawn = np.array(re.findall(r"-?[\d.]+", path), float).reshape(-1, 2).T
            for pixels, scale, numbers in zip(drawn, scales, points, strict=True):
                assert np.allclose(pixels, scale(numbers), rtol=1e-3, atol=0.2), layer


def scale_of(svg, name, axis):
    """From numbers to pixels, as two ticks of an axis say it."""
    labels = svg.locator(f"g.{name} text").all_text_contents()
    places = svg.locator(f"g.{name} path").evaluate_all("all => all.map(p => p.getAttribute('d'))")
    log = axis.get("scale") == "log"
    values = [float(label.translate(DIGITS)[2 if log else 0 :]) for label in labels]
    pixels = [float(re.findall(r"[\d.]+", place)[name == "y"]) for place in places]
    slope = (pixels[-1] - pixels[0]) / (values[-1] - values[0])
    return lambda x: pixels[0] + slope * ((np.log10(x) if log else x) - values[0])


def test_the_steps_of_gradient_ascent_follow_the_formula():
    """Along an eigenvector of curvature c, a step of size s multiplies the distance by 1 - s c."""
    data = plan("fig-opt-move")["data"]
    start = np.array([[0.8, 0.6], [-0.6, 0.8]]) @ [-0.4, 2.6]
    left = 1 - np.outer(data["rates"], [1.0, 10.0])
    for step, distances in enumerate(np.transpose(data["away"])):
        assert np.allclose(np.hypot(*(left**step * start).T), distances, rtol=1e-3)


@pytest.mark.browser
def test_it_moves_from_a_memory_stick_and_says_so(browser):
    page = browser.new_page()
    page.goto((SITE / "book/applications/optimization.html").as_uri())
    come_to(page, "fig-opt-move")
    slider = page.get_by_label("Step size s")
    says = page.locator("#fig-opt-move output")
    assert says.inner_text().startswith("With a step of 0.19, it crosses the ridge each time")
    slider.focus()
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    assert slider.get_attribute("aria-valuetext") == "0.2"
    assert "With a step of 0.2, it bounces across the ridge for ever" in says.inner_text()
    assert "the distance to the top is 2.32" in says.inner_text()
    page.close()


@pytest.mark.browser
def test_it_moves_under_a_finger_and_fits_a_telephone(phone):
    phone.goto("book/applications/option_pricing.html")
    come_to(phone, "fig-converge-move")
    slider = phone.get_by_label("Number of paths M")
    slider.scroll_into_view_if_needed()
    place = slider.bounding_box()
    assert place["height"] >= 44
    phone.touchscreen.tap(place["x"] + place["width"] - 4, place["y"] + place["height"] / 2)
    assert slider.get_attribute("aria-valuetext") == "1,000,000"
    assert (
        phone.locator("#fig-converge-move output").inner_text().startswith("Run 1 after 1,000,000")
    )
