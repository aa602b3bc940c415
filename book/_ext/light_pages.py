"""Pages hold and load only what they use, and scripts do not hold up reading.

The theme's parts and Sphinx's extensions register theirs on every page. What follows names the mark
in a page's text that calls for each, but for small style sheets: with them nearly all pages share
what `one_style_sheet` makes of theirs, and it is loaded once. `_templates` does the same for what
the theme's own templates load. Code keeps the marks of what has a colour of its own: names,
brackets and blanks, two marks in three, look like plain code.
"""

import re

from sphinx.builders.html._assets import _JavaScript


NEVER = ("sphinx-thebe", "THEBE_JS_URL", "togglebutton", "toggleHint", "toggleOpenOnPrint")
WHERE = {
    "clipboard.min.js": 'class="highlight',
    "copybutton.js": 'class="highlight',
    "design-tabs.js": 'class="sd-tab-',
    "sphinx-design": 'class="sd-',
}
# Inline scripts that follow it need it there.
AT_ONCE = "documentation_options.js"
PLAIN = re.compile(r'<span class="[npw]">([^<]*)</span>')


def setup(app):
    app.connect("html-page-context", _lighten, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _lighten(app, pagename, templatename, context, doctree):
    body = context.get("body", "")
    for kind in ("script_files", "css_files"):
        context[kind] = [file for file in context[kind] if _is_used(file, body)]
    context["body"] = PLAIN.sub(r"\1", body)
    if pagename != "search":
        context["script_files"] = [_later(script) for script in context["script_files"]]


def _later(script):
    """The script, run when the page has been read; the search page's own need theirs before."""
    if not script.filename or AT_ONCE in str(script.filename):
        return script
    attributes = {**script.attributes, "defer": "defer"}
    return _JavaScript(script.filename, priority=script.priority, **attributes)


def _is_used(file, body):
    name = str(file.filename or file.attributes.get("body", ""))
    if any(part in name for part in NEVER):
        return False
    return all(mark in body for part, mark in WHERE.items() if part in name)
