"""Of Font Awesome, readers get the icons that the site draws: a few kB in place of 300.

The theme brings all of it: a style sheet with a rule for each of 2,000 icons, and three fonts. When
the site is written, the rules whose classes no page and no script names are taken out, and then the
glyphs that no rule draws. Both start from the theme's own files: a second build finds them whole.
"""

import re
from pathlib import Path

import pydata_sphinx_theme
from fontTools import subset


THEME = Path(pydata_sphinx_theme.__file__).parent / "theme" / "pydata_sphinx_theme" / "static"
STYLES = "styles/pydata-sphinx-theme.css"
FONTS = "vendor/fontawesome/webfonts"
DRAWS_WITH_A_SCRIPT = "scripts/fontawesome.js"

NAME = re.compile(r"fa-[a-z0-9-]+")
RULE = re.compile(r'([^{}]*)\{content:"(?:\\[0-9a-f]+|[\ue000-\uf8ff])"\}')
OLD_FORMAT = re.compile(r',url\([^)]*\.ttf\) format\("truetype"\)')
GLYPH = re.compile(r"\\([ef][0-9a-f]{3})\b|([\ue000-\uf8ff])")


def setup(app):
    app.connect("build-finished", _cut_down)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _cut_down(app, error):
    if error or app.builder.format != "html":
        return
    static = Path(app.outdir) / "_static"
    (static / DRAWS_WITH_A_SCRIPT).unlink(missing_ok=True)
    names = _names(Path(app.outdir))
    styles = (THEME / STYLES).read_text()
    styles = RULE.sub(lambda rule: rule[0] if _is_used(rule[1], names) else "", styles)
    (static / STYLES).write_text(OLD_FORMAT.sub("", styles))
    glyphs = _glyphs(static)
    for font in (THEME / FONTS).iterdir():
        if font.suffix == ".woff2":
            _subset(font, glyphs, static / FONTS / font.name)
        else:
            (static / FONTS / font.name).unlink(missing_ok=True)


def _names(site):
    """The names of icons that pages and scripts hold."""
    files = [*site.rglob("*.html"), *site.glob("_static/**/*.js")]
    return {name for file in files for name in NAME.findall(file.read_text())}


def _is_used(selectors, names):
    """Whether the rule draws an icon that the site names, or is none of Font Awesome's."""
    drawn = NAME.findall(selectors)
    return not drawn or not names.isdisjoint(drawn)


def _glyphs(static):
    """The code points that style sheets draw, but for those that `one_style_sheet` made before."""
    paths = static.rglob("*.css")
    sheets = [p.read_text() for p in paths if not p.name.startswith(("katex", "page-"))]
    found = [glyph for sheet in sheets for glyph in GLYPH.findall(sheet)]
    return {int(code, 16) if code else ord(character) for code, character in found}


def _subset(font, glyphs, target):
    options = subset.Options(flavor="woff2")
    loaded = subset.load_font(str(font), options)
    cut = subset.Subsetter(options)
    cut.populate(unicodes=glyphs)
    cut.subset(loaded)
    subset.save_font(loaded, str(target), options)
