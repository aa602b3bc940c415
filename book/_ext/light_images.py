"""Figures as readers get them: small files with a size, loaded when they come near.

A PNG is also written as WebP without loss, which takes half of the bytes. Width and height keep a
place for a figure, so that nothing moves as it arrives. The first one on a page does not wait.
"""

import re
from pathlib import Path

from PIL import Image


PICTURE = re.compile(r'<img (?P<rest>[^>]*?)src="(?P<folder>[^"]*_images/)(?P<name>[^"]+\.png)"')


def setup(app):
    app.connect("html-page-context", _lighten, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _lighten(app, pagename, templatename, context, doctree):
    sources = {name: Path(app.srcdir, uri) for uri, name in app.builder.images.items()}
    pictures = iter(range(context.get("body", "").count("<img ")))

    def lighter(found):
        source = sources[found["name"]]
        name = _as_webp(source, Path(app.outdir, "_images", found["name"]))
        with Image.open(source) as image:
            size = f'width="{image.width}" height="{image.height}"'
        wait = ' loading="lazy"' if next(pictures) else ""
        rest = re.sub(r'(width|height)="[^"]*" *', "", found["rest"])
        return f'<img {rest}src="{found["folder"]}{name}" {size}{wait}'

    if doctree is not None:
        context["body"] = PICTURE.sub(lighter, context["body"])


def _as_webp(source, target):
    """Write the picture beside the place of its PNG; the name of the smaller one."""
    webp = target.with_suffix(".webp")
    if not webp.exists() or webp.stat().st_mtime < source.stat().st_mtime:
        webp.parent.mkdir(exist_ok=True)
        with Image.open(source) as image:
            image.save(webp, lossless=True)
    smaller = webp.stat().st_size < source.stat().st_size
    return webp.name if smaller else target.name
