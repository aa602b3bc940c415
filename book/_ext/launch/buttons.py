"""The buttons in the page's header, in the form that sphinx-book-theme draws."""


def launch_group(addresses, page):
    """The menu that opens a page's notebook elsewhere."""
    buttons = [
        _link("Colab", addresses.colab(page), "_static/images/logo_colab.png", "Open in Colab"),
        _link("Binder", addresses.binder(page), "_static/images/logo_binder.svg", "Open on Binder"),
    ]
    return {
        "type": "group",
        "label": "launch-buttons",
        "tooltip": "Open this page as a notebook",
        "icon": "fas fa-rocket",
        "buttons": buttons,
    }


def add_downloads(context, notebook, source=None):
    """Offer the file `notebook` of the site, and `source` in place of the page's own source."""
    group = next(g for g in context["header_buttons"] if g.get("label") == "download-buttons")
    url = context["pathto"](notebook, 1)
    button = _link(".ipynb", url, "fas fa-code", "Download this page as a notebook")
    group["buttons"].insert(0, {**button, "label": "download-notebook-button"})
    if source:
        own = next(b for b in group["buttons"] if b.get("label") == "download-source-button")
        own["url"] = context["pathto"](source, 1)


def _link(text, url, icon, tooltip):
    return {"type": "link", "text": text, "url": url, "icon": icon, "tooltip": tooltip}
