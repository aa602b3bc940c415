"""What extensions write in a page, put right for screen readers.

`_templates` does the same for the parts around a page's text.
"""

import re


CURES = {
    # A name that differs from what is written cannot be spoken to a computer.
    '<summary aria-label="Toggle hidden content">': "<summary>",
    # docutils gives the bibliography roles that do not go together.
    'role="list" class="citation-list"': 'class="citation-list"',
    ' role="doc-biblioentry"': "",
}
# The corner of a table heads nothing.
EMPTY_HEAD = re.compile(r"<th\b[^>]*>\s*(<p>\s*</p>)?\s*</th>")


def setup(app):
    app.connect("html-page-context", _cure, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _cure(app, pagename, templatename, context, doctree):
    body = EMPTY_HEAD.sub("<td></td>", context.get("body", ""))
    for wrong, right in CURES.items():
        body = body.replace(wrong, right)
    context["body"] = body
