"""Citations are written quickly.

For each one sphinxcontrib-bibtex has pybtex look through all installed packages for what writes
plain text. It is found once here.
"""

from pybtex.plugin import find_plugin, register_plugin


BACKEND = "pybtex.backends", "plaintext"


def setup(app):
    register_plugin(*BACKEND, find_plugin(*BACKEND), force=True)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
