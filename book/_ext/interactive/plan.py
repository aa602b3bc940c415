"""What a figure's script reads: the page's arrays and what to draw of them, checked."""

import json
import re


BYTES = 40_000
"""What a figure may weigh in its page."""

DIGITS = 4
EXPRESSION = re.compile(r"(\w+)((?:\[\w+\])*)")
SAID = re.compile(r"\{([^{}:]+)(?::(\d+))?\}")
LOOKS = ("main", "second", "reference", "faint")
KINDS = ("line", "points", "band")


class Fault(Exception):
    """Why a figure cannot move, and the cure."""


def data_of(name, cells):
    """The arrays that came with the figure's picture."""
    for cell in cells:
        if cell.metadata.get("mystnb", {}).get("figure", {}).get("name") == name:
            for output in cell.get("outputs", []):
                if "moves" in output.get("metadata", {}):
                    return output.metadata["moves"]
            raise Fault('end its cell in display(fig, metadata={"moves": arrays})')
    raise Fault("no cell of this page has a figure of that name under mystnb")


def plan(wishes, data):
    """The description and the arrays as one object, or a Fault."""
    sliders = wishes.get("sliders") or {}
    for name, slider in sliders.items():
        _need(slider, {"label", "values", "start"}, f"slider {name}")
        _at(slider["values"], data, {})
    counts = {name: len(data[slider["values"]]) for name, slider in sliders.items()}
    for name, slider in sliders.items():
        if not 0 <= slider["start"] < counts[name]:
            raise Fault(f"slider {name} starts at {slider['start']} of {counts[name]} values")
    for said, _ in SAID.findall(wishes.get("says", "")):
        _at(said, data, counts)
    for panel in wishes.get("panels") or []:
        _check_panel(panel, data, counts)
    made = {"data": _rounded(data), **wishes}
    if (size := len(as_json(made))) > BYTES:
        raise Fault(f"{size} bytes of arrays: show fewer points, {BYTES} at most")
    return made


def as_json(made):
    """As it stands in a script element, which ends at the first `</`."""
    text = json.dumps(made, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.replace("</", "<\\/")


def _check_panel(panel, data, counts):
    _need(panel, {"title", "x", "y", "layers"}, "a panel")
    for axis in (panel["x"], panel["y"]):
        _need(axis, {"label", "range"}, "an axis")
        if isinstance(axis["range"], str):
            _at(axis["range"], data, counts)
    for layer in panel["layers"]:
        _need(layer, {"name", "look", "x", "y"}, "a layer")
        if layer["look"] not in LOOKS or layer.get("kind", "line") not in KINDS:
            looks, kinds = ", ".join(LOOKS), ", ".join(KINDS)
            raise Fault(f"{layer['name']}: a look is one of {looks}; a kind is one of {kinds}")
        x, y = (_at(layer[key], data, counts) for key in "xy")
        if len(x) != len(y):
            raise Fault(f"{layer['name']}: {len(x)} places along x and {len(y)} along y")
        if layer.get("kind") == "band":
            _at(layer.get("spread", ""), data, counts)
        if layer.get("until", None) not in {None, *counts}:
            raise Fault(f"{layer['name']}: no slider {layer['until']}")


def _need(given, keys, what):
    if missing := sorted(keys - given.keys()):
        raise Fault(f"{what} lacks {', '.join(missing)}")


def _at(expression, data, counts):
    """What `array[slider]` is at the first place of each slider, if it is there at every place."""
    found = EXPRESSION.fullmatch(expression)
    if not found or found[1] not in data:
        raise Fault(f"no array {expression!r} among {', '.join(data)}")
    value = data[found[1]]
    for key in re.findall(r"\w+", found[2]):
        if key in counts and counts[key] != len(value):
            raise Fault(f"{expression}: {len(value)} entries for {counts[key]} of slider {key}")
        if key not in counts and not (key.isdigit() and int(key) < len(value)):
            raise Fault(f"{expression}: {key} is neither a slider nor a place in the array")
        value = value[0 if key in counts else int(key)]
    return value


def _rounded(data):
    """Numbers with as many digits as a picture can show."""
    if isinstance(data, dict):
        return {name: _rounded(value) for name, value in data.items()}
    if isinstance(data, list):
        return [_rounded(value) for value in data]
    if isinstance(data, float):
        short = float(f"{data:.{DIGITS}g}")
        return int(short) if short.is_integer() else short
    return data
