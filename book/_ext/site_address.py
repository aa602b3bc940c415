"""The address at which the site is published, told to all who need it.

`html.baseurl` in `_config.yml` is the one place that names it. The addresses in the sitemap, in
social cards and on the page for a reader who is lost are derived from it, and so is `robots.txt`.
"""

from pathlib import Path
from urllib.parse import urlsplit


# Pages made by Sphinx, which nobody looks for.
UNLISTED = ["404.html", "genindex.html", "search.html"]


def setup(app):
    for extension in ("sphinxext.opengraph", "sphinx_sitemap", "notfound.extension"):
        app.setup_extension(extension)
    # Before notfound reads its settings.
    app.connect("config-inited", _tell, priority=100)
    app.connect("build-finished", _write_robots)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _tell(app, config):
    config.html_baseurl = config.html_baseurl.rstrip("/") + "/"
    config.ogp_site_url = config.html_baseurl
    config.notfound_urls_prefix = urlsplit(config.html_baseurl).path
    config.sitemap_url_scheme = "{link}"
    config.sitemap_excludes = UNLISTED


def _write_robots(app, exception):
    if exception is None and app.builder.format == "html":
        sitemap = f"{app.config.html_baseurl}{app.config.sitemap_filename}"
        text = f"User-agent: *\nAllow: /\nSitemap: {sitemap}\n"
        (Path(app.outdir) / "robots.txt").write_text(text)
