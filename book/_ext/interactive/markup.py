"""A figure that moves as HTML: empty panels around the picture, sliders, a sentence, the data."""

from html import escape

from .plan import as_json


def open_(visitor, node):
    panels = "".join(
        f'<svg role="img" aria-label="{escape(panel["title"])}"></svg>'
        for panel in node["plan"]["panels"]
    )
    visitor.body.append(f'<div class="interactive"><div class="interactive-stage">{panels}')


def close(visitor, node):
    made, name = node["plan"], node["figure"]
    sliders = "".join(
        _slider(f"{name}-{key}", key, slider, len(made["data"][slider["values"]]))
        for key, slider in made["sliders"].items()
    )
    ids = " ".join(f"{name}-{key}" for key in made["sliders"])
    visitor.body.append(
        f"</div>{_legend(made['panels'])}{sliders}"
        f'<output class="interactive-says" for="{ids}" aria-live="polite"></output>'
        f'<script type="application/json">{as_json(made)}</script></div>'
    )


def _slider(name, key, slider, count):
    return (
        f'<div class="interactive-slider"><label for="{name}">{escape(slider["label"])}</label>'
        f'<input type="range" id="{name}" data-slider="{key}" autocomplete="off" '
        f'min="0" max="{count - 1}" value="{slider["start"]}">'
        f'<span class="interactive-value" aria-hidden="true"></span></div>'
    )


def _legend(panels):
    """Each look and kind with its names."""
    entries = {
        (layer["name"], layer["look"], layer.get("kind", "line")): None
        for panel in panels
        for layer in panel["layers"]
    }
    items = "".join(
        f'<li><svg aria-hidden="true" viewBox="0 0 28 12" class="{look} {kind}">'
        f"{_sample(kind)}</svg>{escape(name)}</li>"
        for name, look, kind in entries
    )
    return f'<ul class="interactive-legend">{items}</ul>'


def _sample(kind):
    if kind == "band":
        return '<path d="M1 1H27V11H1Z"/>'
    return '<path d="M1 6H27"/>' + '<circle cx="14" cy="6" r="3"/>' * (kind == "points")
