"""The picture that is shown where somebody links to a page: the course's title and its logo.

One picture serves all pages. Matplotlib draws it, in the font that it brings.
"""

import textwrap
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure


CARD = "_static/card.png"
PIXELS = (1200, 630)
NAVY, AMBER, WHITE = "#1f3a5f", "#f2b134", "#ffffff"


def setup(app):
    app.connect("config-inited", _announce)
    app.connect("build-finished", _draw_card)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _announce(app, config):
    config.ogp_image = config.html_baseurl.rstrip("/") + f"/{CARD}"
    config.ogp_image_alt = f"{config.html_title}: a concave curve and its tangent"
    width, height = PIXELS
    config.ogp_custom_meta_tags = (
        f'<meta property="og:image:width" content="{width}" />',
        f'<meta property="og:image:height" content="{height}" />',
        '<meta name="twitter:card" content="summary_large_image" />',
    )


def _draw_card(app, exception):
    if exception is None and app.builder.format == "html":
        _draw(app.config.html_title, app.config.html_baseurl).savefig(Path(app.outdir) / CARD)


def _draw(title, address):
    figure = Figure(figsize=(PIXELS[0] / 100, PIXELS[1] / 100), dpi=100, facecolor=NAVY)
    _plot(figure.add_axes((0.54, 0.1, 0.42, 0.8)))
    lines = textwrap.fill(title, 15)
    figure.text(0.06, 0.9, lines, color=WHITE, size=42, weight="bold", va="top", linespacing=1.3)
    figure.text(0.06, 0.1, address.split("//")[-1].rstrip("/"), color=WHITE, size=20)
    return figure


def _plot(axes):
    """Values that rise to their limit, iteration by iteration, and a tangent to the last."""
    x, at = np.linspace(0, 1, 200), 0.16
    for share in np.linspace(0.4, 1.0, 5):
        axes.plot(x, share * np.sqrt(x), color=WHITE, lw=7, alpha=share**3)
    along = np.linspace(0.0, 0.56, 2)
    axes.plot(along, np.sqrt(at) + (along - at) / (2 * np.sqrt(at)), color=AMBER, lw=6)
    axes.plot(at, np.sqrt(at), "o", color=AMBER, ms=24, mec=NAVY, mew=4)
    axes.axis("off")
