"""The buttons in the page's header, in the form that sphinx-book-theme draws."""


def launch_group(addresses, page, live):
    """The menu that opens a page's notebook elsewhere, or makes the page live."""
    buttons = [
        _link("Colab", addresses.colab(page), "_static/images/logo_colab.png", "Open in Colab"),
        _link("Binder", addresses.binder(page), "_static/images/logo_binder.svg", "Open on Binder"),
    ]
    if live:
        says = "Change and run the code in this page"
        buttons.append(_link("Live code", "#live-code", "fas fa-play", says))
    return {
        "type": "group",
        "label": "launch-buttons",
        "tooltip": "Open this page as a notebook",
        "icon": "fas fa-rocket",
        "buttons": buttons,
    }


def add_downloads(context, notebook, everything, source=None):
    """Offer two files of the site, a notebook and all of them; `source` replaces the page's own."""
    group = next(g for g in context["header_buttons"] if g.get("label") == "download-buttons")
    url = context["pathto"](notebook, 1)
    button = _link(".ipynb", url, "fas fa-code", "Download this page as a notebook")
    group["buttons"].insert(0, {**button, "label": "download-notebook-button"})
    url = context["pathto"](everything, 1)
    says = "Download the notebooks of all pages"
    group["buttons"].append(_link("All notebooks", url, "fas fa-download", says))
    if source:
        own = next(b for b in group["buttons"] if b.get("label") == "download-source-button")
        own["url"] = context["pathto"](source, 1)


def _link(text, url, icon, tooltip):
    return {"type": "link", "text": text, "url": url, "icon": icon, "tooltip": tooltip}
