"""Pages load only the scripts that they use.

sphinx-thebe registers its script on every page, twice, even where live code is off; the browser
then reports that `THEBE_JS_URL` is declared twice.
"""


def setup(app):
    app.connect("html-page-context", _drop_thebe, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _drop_thebe(app, pagename, templatename, context, doctree):
    for kind in ("script_files", "css_files"):
        context[kind] = [file for file in context[kind] if not _is_thebe(file)]


def _is_thebe(file):
    body = str(getattr(file, "attributes", {}).get("body", ""))
    return "sphinx-thebe" in str(getattr(file, "filename", file)) or "THEBE_JS_URL" in body
