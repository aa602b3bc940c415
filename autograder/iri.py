"""Puts off a grammar that notebooks bring along and never use.

nbformat imports jsonschema, which checks Internationalized Resource Identifiers by the package
`rfc3987_syntax`, where it is installed. That builds its parser as it is imported, which takes
longer than all our other imports together. Here it is imported when first used.
"""

import sys
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType


NAME = "rfc3987_syntax"


class _Later(ModuleType):
    """Stands for the package until something in it is used."""

    def is_valid_syntax(self, *args):
        return _now().is_valid_syntax(*args)

    def __getattr__(self, name):
        if name.startswith("__"):  # What looks through all modules asks for such names.
            raise AttributeError(name)
        return getattr(_now(), name)


def _now() -> ModuleType:
    if isinstance(sys.modules.get(NAME), _Later):
        del sys.modules[NAME]
    return import_module(NAME)


def put_off() -> None:
    """Have the package imported later, unless it is there already or not installed."""
    if NAME in sys.modules or (spec := find_spec(NAME)) is None:
        return
    later = sys.modules[NAME] = _Later(NAME)
    later.__path__ = spec.submodule_search_locations
