"""The page on benchmarks: tables, figures and ratios from `benchmarks/results/headline-*.json`.

    ```{measured-case} vfi-fine          one case: all its ways, what binds it, what documents say
    ```{measured-summary}                one line for each case
    ```{measured-machines}               what was measured on, when, with which versions
    ```{measured-figure} speed           a plot of all cases: `speed` or `limits`
    {measured}`vfi-fine: NumPy`          how many times as long as ours a way takes, on the CPU

`make bench` measures; nothing is timed while the book is built.
"""

from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective, SphinxRole

from . import plots, tables
from .results import CPU, Unknown, of_file, read


ROOT = Path(__file__).parents[3]
RESULTS = ROOT / "benchmarks" / "results"


class Measured(SphinxDirective):
    """Writes Markdown and has it parsed; the page is built anew when the results change."""

    def run(self):
        self.env.note_dependency(str(RESULTS))
        for path in RESULTS.glob("headline-*.json"):
            self.env.note_dependency(str(path))
        try:
            return self.parse_text_to_nodes(self.text(read(RESULTS)))
        except Unknown as error:
            raise self.error(str(error)) from error


class OneCase(Measured):
    required_arguments = 1

    def text(self, machines):
        return tables.case(machines, self.arguments[0])


class Summary(Measured):
    def text(self, machines):
        return tables.summary(machines)


class Machines(Measured):
    def text(self, machines):
        return tables.about(machines)


class Figure(Measured):
    required_arguments = 1

    def text(self, machines):
        folder = Path(self.env.srcdir) / "_build" / "measured"
        return plots.figure(self.arguments[0], machines, folder)


class Ratio(SphinxRole):
    """`case: way`, as a number with its range."""

    def run(self):
        case, _, way = self.text.partition(": ")
        try:
            return [nodes.Text(tables.ratio_of(of_file(RESULTS / CPU), case, way))], []
        except Unknown as error:
            message = self.inliner.reporter.error(str(error), line=self.lineno)
            return [nodes.problematic("", self.text)], [message]


def setup(app):
    app.add_directive("measured-case", OneCase)
    app.add_directive("measured-summary", Summary)
    app.add_directive("measured-machines", Machines)
    app.add_directive("measured-figure", Figure)
    app.add_role("measured", Ratio())
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
