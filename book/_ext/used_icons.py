"""Of Font Awesome, readers get the icons that the site draws: a few kB in place of 300.

The theme brings fonts with 2,000 icons, and a script that draws them as well. Of the fonts the site
keeps the glyphs that its style sheets draw, which hold the rules of no other icon (`used_styles`).
"""

import re
from pathlib import Path

import pydata_sphinx_theme
from fontTools import subset


THEME = Path(pydata_sphinx_theme.__file__).parent / "theme" / "pydata_sphinx_theme" / "static"
FONTS = "vendor/fontawesome/webfonts"
DRAWS_WITH_A_SCRIPT = "scripts/fontawesome.js"
SHEETS = "page-*.css"
GLYPH = re.compile(r"\\([ef][0-9a-f]{3})\b|([\ue000-\uf8ff])")


def setup(app):
    app.setup_extension("one_style_sheet")
    app.connect("build-finished", _without_script)
    app.connect("build-finished", _cut_down, priority=910)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _without_script(app, error):
    """It names every icon there is, and no page loads it."""
    if not error and app.builder.format == "html":
        Path(app.outdir, "_static", DRAWS_WITH_A_SCRIPT).unlink(missing_ok=True)


def _cut_down(app, error):
    if error or app.builder.format != "html":
        return
    static = Path(app.outdir) / "_static"
    glyphs = _glyphs(static)
    for font in (THEME / FONTS).glob("*.woff2"):
        _subset(font, glyphs, static / FONTS / font.name)


def _glyphs(static):
    """The code points that the pages' style sheets draw."""
    sheets = [sheet.read_text() for sheet in static.glob(SHEETS)]
    found = [glyph for sheet in sheets for glyph in GLYPH.findall(sheet)]
    return {int(code, 16) if code else ord(character) for code, character in found}


def _subset(font, glyphs, target):
    options = subset.Options(flavor="woff2")
    loaded = subset.load_font(str(font), options)
    cut = subset.Subsetter(options)
    cut.populate(unicodes=glyphs)
    cut.subset(loaded)
    subset.save_font(loaded, str(target), options)
