"""Pages are executed before they are read: several at once, and again when what they use changes.

myst-nb executes one page after another, and its cache knows a page by its code alone. Here a page
is executed as well when the locked environment, the device, or a file of the project that its code
names has changed; what it came from is recorded with its outputs. A page that fails is left to
myst-nb, which executes it again and reports the error.
"""

from execution.inputs import Environment, ask, inputs_of
from execution.pages import Pages
from execution.pool import execute, pages_at_once


def setup(app):
    app.add_config_value("execution_at_once", 0, "")
    app.connect("builder-inited", lambda app: ask())  # It answers while pages are read.
    app.connect("env-get-outdated", _outdated)
    app.connect("env-before-read-docs", _execute)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _outdated(app, env, added, changed, removed):
    """Pages that were read before and whose outputs come from something else than would be used."""
    pages = Pages(app)
    kept = set(env.found_docs) - added - changed
    found = {name: notebook for name in kept if (notebook := pages.read(name))}
    if not found:
        return []
    environment = Environment.here(app.srcdir)
    return [
        name
        for name, notebook in found.items()
        if not pages.executed(notebook, inputs_of(notebook, environment, app.srcdir))
    ]


def _execute(app, env, docnames):
    pages = Pages(app)
    found = {name: notebook for name in docnames if (notebook := pages.read(name))}
    if not found:
        return
    environment = Environment.here(app.srcdir)
    inputs = {name: inputs_of(nb, environment, app.srcdir) for name, nb in found.items()}
    missing = {name: nb for name, nb in found.items() if not pages.executed(nb, inputs[name])}
    at_once = pages_at_once(app.config.execution_at_once, environment.device)
    for name, result in execute(missing, pages.settings, at_once):
        if result.err is None:
            pages.keep(name, result, inputs[name])
        else:
            pages.drop(found[name])
