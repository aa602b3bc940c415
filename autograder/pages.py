"""Pages that are one file: no script, nothing loaded, nothing that a reader's browser would run.

A content security policy forbids both, and names the page's style by its hash.
"""

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from autograder import visible


TEMPLATES = Path(__file__).parent / "templates"
POLICY = "default-src 'none'; img-src data:; style-src '{}'; base-uri 'none'; form-action 'none'"


def render(template: str, **values: object) -> str:
    """A page made from a template, with the style `templates/page.css`."""
    style = _style()
    made = _templates().get_template(template).render(style=style, policy=_policy(style), **values)
    return made.encode("utf-8", "replace").decode("utf-8")


def number(value: float) -> str:
    """Points as people write them: 3, 2.5, 0.333."""
    return f"{round(value, 3):g}"


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {"number": number, "seen": visible.text}
    return environment


@cache
def _style() -> Markup:
    return Markup((TEMPLATES / "page.css").read_text(encoding="utf-8"))


def _policy(style: str) -> Markup:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return Markup(POLICY.format(f"sha256-{digest}"))
