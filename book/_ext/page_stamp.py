"""A line below the title of each executed page: how long it reads, when and on what it ran."""

from docutils import nodes
from runs import run_of


WORDS_A_MINUTE = 200
# Looked at rather than read.
NOT_READ = (nodes.literal_block, nodes.math_block, nodes.raw, nodes.table)
STAMP = '<p class="page-stamp">{}</p>'
STATUS = "book/reference/status"


def setup(app):
    app.connect("html-page-context", _stamp)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _stamp(app, pagename, templatename, context, doctree):
    run = doctree is not None and run_of(app.env, pagename)
    if not run:
        return
    parts = [f"{_minutes(doctree)} min read", _ran(run)]
    if STATUS in app.env.all_docs:
        parts.append(f'<a href="{context["pathto"](STATUS)}">all pages</a>')
    stamp = STAMP.format(" · ".join(parts))
    context["body"] = context["body"].replace("</h1>", f"</h1>\n{stamp}", 1)


def _ran(run):
    """Such as `last executed on 21 November 2026 in 43 s, JAX 0.10.2 on NVIDIA H200`."""
    text = f"last executed on {run.day}"
    if run.seconds is not None:
        text += f" in {max(1, round(run.seconds))} s"
    if run.jax:
        text += f", JAX {run.jax}"
    return f"{text} on {run.device}" if run.device else text


def _minutes(doctree):
    """The time to read the page's prose: no code, outputs or formulas."""
    return max(1, round(_words(doctree) / WORDS_A_MINUTE))


def _words(node):
    if isinstance(node, nodes.Text):
        return len(node.split())
    if isinstance(node, NOT_READ) or "cell_output" in node.get("classes", []):
        return 0
    return sum(_words(child) for child in node.children)
