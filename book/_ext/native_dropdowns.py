"""Solutions, and admonitions of the class `dropdown`, as the browser's own <details>.

They are shut before any script runs, so nothing on the page moves; the keyboard, the search within
a page and links to what they hold open them.
"""

from docutils import nodes
from sphinx.locale import admonitionlabels
from sphinx_exercise.nodes import depart_solution_node, solution_node, visit_solution_node


def setup(app):
    app.setup_extension("sphinx_exercise")
    app.add_node(solution_node, override=True, html=(_visit_solution, _depart_solution))
    app.add_node(nodes.admonition, override=True, html=(_visit_admonition, _depart_admonition))
    app.add_node(nodes.title, override=True, html=(_visit_title, _depart_title))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _visit_solution(self, node):
    _open(self, node) if _drops(node) else visit_solution_node(self, node)


def _depart_solution(self, node):
    _close(self, node) if _drops(node) else depart_solution_node(self, node)


def _visit_admonition(self, node, name=""):
    if not _drops(node):
        return type(self).visit_admonition(self, node, name)
    if name:
        node.insert(0, nodes.title(name, admonitionlabels[name]))
    _open(self, node, name)


def _depart_admonition(self, node):
    _close(self, node) if _drops(node) else type(self).depart_admonition(self, node)


def _visit_title(self, node):
    """A summary is pressed: what is a link in a title is plain text there."""
    if not _drops(node.parent):
        return type(self).visit_title(self, node)
    plain = node.deepcopy()
    for link in list(plain.findall(nodes.reference)):
        link.replace_self(link.children)
    self.body.append(self.starttag(node, "summary", "", CLASS="admonition-title"))
    for child in plain.children:
        child.walkabout(self)
    self.body.append("</summary>\n")
    raise nodes.SkipNode


def _depart_title(self, node):
    type(self).depart_title(self, node)


def _drops(node):
    return "dropdown" in node.get("classes", [])


def _open(self, node, name=""):
    self.body.append(self.starttag(node, "details", CLASS=f"admonition {name}".strip()))


def _close(self, node):
    self.body.append("</details>\n")
