"""A link to a term of the glossary shows the term's definition when it is pointed at or focused.

The definitions of the terms that a page links stand at the end of the page, hidden, so that they
need no request and screen readers can read them as descriptions of the links. The script is loaded
only where there are any.
"""

from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes


LABEL = "std-term"


def setup(app):
    app.setup_extension("own_scripts")
    app.connect("html-page-context", _add_definitions)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _add_definitions(app, pagename, templatename, context, doctree):
    """Write the definitions after the page's text."""
    terms = _linked(app, doctree) if doctree is not None else {}
    pages = {docname for docname, _ in terms} - {pagename}
    found = {page: _defined(app.env.get_doctree(page)) for page in sorted(pages)}
    written = [
        _definition(app, pagename, page, name, found[page][name])
        for page, name in terms
        if page in found
    ]
    if written:
        context["body"] += f'<div class="definitions" hidden>{"".join(written)}</div>'
        app.add_js_file("definitions.js", loading_method="defer")


def _linked(app, doctree):
    """The terms to which a page links, as (page of the glossary, id), in order."""
    objects = app.env.get_domain("std").objects
    places = {name: page for (kind, _), (page, name) in objects.items() if kind == "term"}
    terms = {}
    for label in doctree.findall(nodes.inline):
        if LABEL not in label["classes"]:
            continue
        name = label.parent.get("refuri", "").partition("#")[2]
        if name in places:
            terms[places[name], name] = None
    return terms


def _defined(doctree):
    """The entries of a glossary by their ids."""
    return {
        name: item
        for glossary in doctree.findall(addnodes.glossary)
        for item in glossary.findall(nodes.definition_list_item)
        for term in item.findall(nodes.term)
        for name in term["ids"]
    }


def _definition(app, pagename, page, name, item):
    """One definition as HTML, its links as seen from `pagename`."""
    address = f"{app.builder.get_relative_uri(pagename, page)}#{name}"
    term = nodes.reference("", item[0].astext(), refuri=address, internal=True)
    box = nodes.container(classes=["definition"], ids=[f"about-{name}"])
    box += [nodes.paragraph("", "", term), *item[-1].deepcopy().children]
    document = new_document(page)
    document += box
    for reference in document.findall(addnodes.pending_xref):
        reference["refdoc"] = pagename
    app.env.resolve_references(document, pagename, app.builder)
    return app.builder.render_partial(box)["fragment"]
