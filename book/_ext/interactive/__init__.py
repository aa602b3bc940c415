"""The `{interactive}` directive: sliders for a figure that the page has drawn.

    ```{interactive} fig-steps
    sliders:
      rate: {label: Step size s, values: rates, start: 3}
    says: With a step of {rates[rate]} the distance is {away[rate][30]:2}.
    panels:
      - title: The distance to the top
        x: {label: step t, range: [0, 30]}
        y: {label: distance, range: [0.001, 10], scale: log}
        layers:
          - {name: distance, look: main, x: steps, y: "away[rate]"}
    ```

It follows the figure, whose cell ends in `display(fig, metadata={"moves": arrays})`, where `arrays`
holds lists by name. A slider runs over the values of a list. `away[rate]` is the list `away` at
the slider's place; in `says` a number after a colon asks for so many digits, three if there is
none. A layer is a `line`, `points` on a line, or a `band` of half-width `spread`, and `until` cuts
it off at a slider's place. Its look is `main`, `second`, `reference` or `faint`.

The picture that the cell drew stays where there is no script, on paper and in notebooks.
"""

import yaml
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from .markup import close, open_
from .plan import Fault, data_of, plan


class interactive(nodes.General, nodes.Element):
    """What moves: around the picture, within its figure. `plan` is what the script reads."""


class Interactive(SphinxDirective):
    required_arguments = 1
    has_content = True

    def run(self):
        name = self.arguments[0]
        try:
            wishes = yaml.safe_load("\n".join(self.content))
            node = interactive(figure=name, plan=plan(wishes, data_of(name, self._cells())))
        except (Fault, yaml.YAMLError) as fault:
            raise self.error(f"{name}: {fault}") from fault
        picture = self._figure(name).next_node(nodes.image)
        picture.parent.replace(picture, node)
        node += picture
        return []

    def _cells(self):
        """The page's cells, executed or from the cache; none where a page has no code."""
        renderer = self.state.document.attributes.get("nb_renderer")
        return renderer.renderer.nb_client.notebook.cells if renderer else []

    def _figure(self, name):
        return self.state.document.ids[self.state.document.nameids[name]]


def setup(app):
    app.add_node(interactive, html=(open_, close), latex=(_pass, _pass), text=(_pass, _pass))
    app.add_directive("interactive", Interactive)
    app.setup_extension("own_scripts")
    app.connect("html-page-context", _load_script)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _pass(visitor, node):
    pass


def _load_script(app, pagename, templatename, context, doctree):
    if doctree is not None and any(doctree.findall(interactive)):
        app.add_js_file("interactive.js", loading_method="defer")
