"""What answers the judge in the student's kernel: calls functions, lowers them, runs checks.

Whatever goes wrong here, by accident or on purpose, is an answer that the judge reads as data.
"""

import base64
import importlib
import inspect
import json
import sys
from collections.abc import Callable
from typing import Any

import cloudpickle
import jax

from autograder.checks import Program, snapshot, translate
from autograder.checks.internals import JaxArray, enable_x64
from autograder.judge import wire


_kept: list[Any] = []


def answer(request: str) -> str:
    """The answer to a request of the judge's, as JSON.

    Requests are dicts with "do": "call" a function, "lower" it, "check" it, or "look" what a name
    stands for. Answers hold a "value", a "program", a "verdict", or the "error" that was raised.
    """
    asked = json.loads(request)
    try:
        with enable_x64(asked.get("x64", False)):
            return json.dumps(_ANSWERS[asked["do"]](asked))
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return json.dumps({"error": describe(error)})


def find(name: str | int) -> Any:
    """What a name stands for in the notebook, or what was kept under a number."""
    if isinstance(name, int):
        return _kept[name]
    names = sys.modules["__main__"].__dict__
    if name not in names:
        raise NameError(f"name '{name}' is not defined")
    return names[name]


def describe(error: BaseException) -> dict:
    """An error as data: the names of its classes, its message, and what it means."""
    told = translate.explain(error)
    return {
        "kinds": [translate.name_of(kind) for kind in type(error).__mro__[:20]],
        "message": translate.message_of(error)[:10_000],
        "told": [told.finding, told.cure, told.page],
        "attempted": not translate.is_not_attempted(error),
    }


def _call(asked: dict) -> dict:
    function = find(asked["of"])
    args = tuple(map(_read, asked["args"]))
    options = {name: _read(value) for name, value in asked["options"].items()}
    before = [snapshot.of(arg) for arg in args] if asked["watch"] else []
    value = function(*args, **options)
    answered = {"value": wire.write(value, _keep)}
    changed = [
        i
        for i, was in enumerate(before)
        if snapshot.difference(was, snapshot.of(args[i])) is not None
    ]
    if changed:
        answered["changed"] = [[i, wire.write(args[i], _deleted)] for i in changed]
    return answered


def _lower(asked: dict) -> dict:
    function = find(asked["of"])
    args = tuple(map(_read, asked["args"]))
    options = {name: asked[name] for name in ("static", "transform", "axes")}
    program = Program.lower(function, *args, **options, x64=asked["wide"])
    if asked.get("pullback"):
        program = program.pullback(asked["pullback"])
    return {"program": program.serialize().decode()}


def _check(asked: dict) -> dict:
    """Run a check of what cannot be sent: how a function behaves where it is."""
    checks = _untouched_checks()
    args = tuple(map(_read, asked["args"]))
    options = {name: _read(value) for name, value in asked["options"].items()}
    try:
        getattr(checks, asked["check"])(find(asked["of"]), *args, **options, success="")
    except checks.CheckFailed as failure:
        return {"verdict": [failure.finding, failure.hint, failure.page]}
    return {"verdict": None}


def _look(asked: dict) -> dict:
    value = find(asked["of"])
    if callable(value):
        return {"function": True, "parameters": _parameters(value)}
    return {"value": wire.write(value, _keep)}


def _parameters(function: Callable) -> list | None:
    try:
        found = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return None
    return [[p.name, p.kind.name, p.default is not p.empty] for p in found]


_ANSWERS: dict[str, Callable[[dict], dict]] = {
    "call": _call,
    "lower": _lower,
    "check": _check,
    "look": _look,
}


def _read(node: Any) -> Any:
    return wire.read(node, _sent)


def _sent(node: dict) -> Any:
    """What only the judge sends: functions, shapes without values, names of things here."""
    if "pickle" in node:
        return cloudpickle.loads(base64.b64decode(node["pickle"]))
    if "here" in node:
        return find(node["here"])
    shape, dtype, weak = node["shape"]
    return jax.ShapeDtypeStruct(tuple(shape), wire.DTYPES[dtype], weak_type=weak)


def _keep(value: Any) -> dict:
    """A value that cannot be sent: its type's name, and for a function, a number to call it by."""
    node = {"opaque": translate.name_of(type(value))}
    if callable(value):
        _kept.append(value)
        node["kept"] = len(_kept) - 1
    return node


def _deleted(value: Any) -> dict:
    return {"deleted": True} if type(value) is JaxArray else _keep(value)


def _untouched_checks() -> Any:
    """`autograder.checks`, imported anew: not what a cell may have made of it."""
    ours = [name for name in sys.modules if name.partition(".")[0] == "autograder"]
    touched = {name: sys.modules.pop(name) for name in ours}
    try:
        return importlib.import_module("autograder.checks")
    finally:
        sys.modules.update(touched)
