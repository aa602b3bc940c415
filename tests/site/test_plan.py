"""What is wrong in the description of a figure that moves is said while the book is built."""

import copy
import importlib

import pytest
from pages import ROOT


DATA = {"sides": [1, 2, 3], "t": [0, 1], "areas": [[1.0, 1.0], [2.0, 4.00001], [3.0, 9.0]]}
LAYER = {"name": "area", "look": "main", "x": "t", "y": "areas[side]"}
AXIS = {"label": "t", "range": [0, 1]}
WISHES = {
    "sliders": {"side": {"label": "Side", "values": "sides", "start": 1}},
    "says": "The area is {areas[side][1]:2}.",
    "panels": [{"title": "Area", "x": AXIS, "y": AXIS, "layers": [LAYER]}],
}


@pytest.fixture
def module(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "book/_ext")
    return importlib.import_module("interactive.plan")


def test_numbers_get_as_many_digits_as_can_be_seen(module):
    assert module.plan(WISHES, DATA)["data"]["areas"] == [[1, 1], [2, 4], [3, 9]]


def test_text_cannot_end_the_script(module):
    assert "</" not in module.as_json({"says": "</script>"})


@pytest.mark.parametrize(
    ("place", "wrong", "problem"),
    [
        (("sliders", "side", "start"), 3, "slider side starts at 3 of 3 values"),
        (("sliders", "side", "values"), "widths", "no array 'widths' among sides, t, areas"),
        (("sliders", "side"), {"label": "Side"}, "slider side lacks start, values"),
        (("says",), "{areas[height]}", "height is neither a slider nor a place"),
        (("says",), "{t[side]}", "t[side]: 2 entries for 3 of slider side"),
        (("panels", 0, "y"), {"label": "t"}, "an axis lacks range"),
        (("panels", 0, "layers", 0, "x"), "sides", "area: 3 places along x and 2 along y"),
        (("panels", 0, "layers", 0, "look"), "red", "a look is one of"),
        (("panels", 0, "layers", 0, "until"), "step", "area: no slider step"),
    ],
)
def test_a_fault_is_named(module, place, wrong, problem):
    wishes = copy.deepcopy(WISHES)
    *way, last = place
    inner = wishes
    for key in way:
        inner = inner[key]
    inner[last] = wrong
    with pytest.raises(module.Fault) as fault:
        module.plan(wishes, DATA)
    assert problem in str(fault.value)


def test_a_heavy_figure_is_refused(module):
    heavy = DATA | {"more": [0.1234] * 10_000}
    with pytest.raises(module.Fault, match="show fewer points"):
        module.plan(WISHES, heavy)
