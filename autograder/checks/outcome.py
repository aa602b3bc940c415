"""How a check ends: with a line that says what is right, or with a failure that teaches."""

import functools
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NoReturn

import numpy as np

from autograder.book import ADDRESS as BOOK
from autograder.checks import translate
from autograder.checks.internals import JaxArray, KeyArray, untyped


LONGEST = 60
MOST_ENTRIES = 20

_inside: ContextVar[bool] = ContextVar("inside", default=False)


class CheckFailed(AssertionError):
    """A student's function is not what the task asks for; the message says how.

    Attributes:
        finding: one line: which call, what was seen, what was expected.
        hint: the likely cause, or what to do; may be empty.
        page: address of the page of the book that explains it; may be empty.
    """

    def __init__(self, finding: str, hint: str = "", page: str = ""):
        self.finding, self.hint, self.page = finding, hint, page
        lines = [finding, f"Hint: {hint}" if hint else "", f"Read: {page}" if page else ""]
        super().__init__("\n".join(filter(None, lines)))


class AuthorError(Exception):
    """A check was called wrongly: the test's author is to blame, not the student."""


def fail(finding: str, hint: str = "") -> NoReturn:
    """End a check in failure. `check` adds the page."""
    raise CheckFailed(finding, hint)


def address(page: str) -> str:
    """Where a page of the book is published; "" for none."""
    return f"{BOOK}book/{page}" if page else ""


def check(
    page: str, passed: str, hint: str = "", on_the_spot: bool = False
) -> Callable[[Callable], Callable]:
    """Make a check of a function that ends with `fail(...)` or returns.

    The check gets these keyword arguments besides its own:

    - `call`: how the message names the call; by default the function's name and its arguments.
    - `hint`: the author's word on the likely cause. It comes before the check's own, and after
      the cure for an error of JAX's, which is certain.
    - `success`: the line printed when the check passes; `""` prints none.

    Whatever a student's object raises on the way becomes a `CheckFailed` too. A check that another
    one calls prints nothing, and leaves the page to it.

    Args:
        page: the page of the book, with its anchor, such as `"foundations/jit.html#traced"`.
        passed: what to print on success, with `{call}` for the call.
        hint: the likely cause where the check names none.
        on_the_spot: the check needs the function itself, not its results or its program. Where
            that lives in another process (`__check__`), the check is run there.
    """

    def decorate(function: Callable) -> Callable:
        signature = inspect.signature(function)

        @functools.wraps(function)
        def run(*args: Any, **options: Any) -> Any:
            told, success = options.pop("hint", ""), options.pop("success", passed)
            bound = _bound(signature, args, options)
            call = bound.arguments["call"] = _call_of(bound)
            nested = _inside.get()
            token = _inside.set(True)
            advice = ("", "") if nested else (hint, address(page))
            try:
                with _explained(bound, told, *advice):
                    _must_be_callable(bound)
                    result = _run(function, bound, on_the_spot)
            finally:
                _inside.reset(token)
            if success and not nested:
                print("✓", success.replace("{call}", call))
            return result

        run.__signature__ = _with_common_options(signature)
        return run

    return decorate


def describe(value: Any) -> str:
    """A value as a message shows it: short numbers as they are, arrays by dtype and shape."""
    try:
        return _describe(value, 0)
    except KeyboardInterrupt:
        raise
    except BaseException:
        return f"<{translate.name_of(type(value))}>"


def kind_of(value: Any) -> str:
    """What a reader calls the value: an array, or the name of its type, with its article."""
    value = untyped(value)
    kind = type(value)
    if translate.is_any(kind, (JaxArray, np.ndarray)):
        return f"an array of shape {value.shape}" if value.shape else "a scalar"
    if value is None:
        return "None"
    name = translate.name_of(kind)
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def called(function: Any, args: tuple) -> str:
    """A call as a message shows it: `power(2.0, 3)`, `summarize(float32[100])`.

    Args:
        function: the function, or its name.
        args: what it is called with.
    """
    name = function if type(function) is str else _own_name(function) or "the function"
    shown = f"{name}({', '.join(map(describe, args))})"
    return shown if len(shown) <= 2 * LONGEST else f"{name}(...)"


def _own_name(function: Any) -> str:
    try:
        name = getattr(function, "__name__", None)
    except KeyboardInterrupt:
        raise
    except BaseException:
        return ""
    named = type(name) is str and name.isidentifier() and len(name) <= LONGEST
    return name if named else ""


def _describe(value: Any, depth: int) -> str:
    value = untyped(value)
    kind = type(value)
    if translate.is_any(kind, (bool, int, float, complex, str, type(None))):
        if kind is int and value.bit_length() > 200:
            return f"int of {value.bit_length()} bits"
        text = repr(value)
        return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."
    if issubclass(kind, KeyArray):
        return "key" if value.shape == () else f"key{list(value.shape)}"
    if translate.is_any(kind, (JaxArray, np.ndarray)) or issubclass(kind, np.generic):
        form = f"{value.dtype}{list(value.shape)}"
        if value.size > 6 or value.dtype == object:
            return form
        text = _numbers(np.asarray(value))
        return text if len(text) <= LONGEST else form
    if translate.is_any(kind, (dict, tuple, list)):
        text = _entries_described(value, depth)
        return text if text and len(text) <= LONGEST else f"{kind.__name__} of {len(value)}"
    return (_own_name(value) if callable(value) else "") or translate.name_of(kind)


def _entries_described(value: Any, depth: int) -> str:
    if len(value) > MOST_ENTRIES or depth > 2:
        return ""
    if type(value) is dict:
        pairs = (f"{_describe(k, depth + 1)}: {_describe(v, depth + 1)}" for k, v in value.items())
        return "{" + ", ".join(pairs) + "}"
    entries = ", ".join(_describe(entry, depth + 1) for entry in value)
    if type(value) is list:
        return f"[{entries}]"
    return f"({entries},)" if len(value) == 1 else f"({entries})"


def _numbers(array: np.ndarray) -> str:
    if array.ndim == 0:
        return str(array[()])
    return "[" + ", ".join(map(_numbers, array)) + "]"


def _bound(
    signature: inspect.Signature, args: tuple, options: dict[str, Any]
) -> inspect.BoundArguments:
    try:
        return signature.bind(*args, **options)
    except TypeError as error:
        raise AuthorError(f"The check was called wrongly: {error}.") from None


def _call_of(bound: inspect.BoundArguments) -> str:
    """The author's name for the call, or the function's with its arguments."""
    given = bound.arguments.get("call")
    if given:
        return given
    if "function" not in bound.arguments:
        return bound.signature.parameters["call"].default
    function, inputs = bound.arguments["function"], bound.arguments.get("args", ())
    text = called(function, inputs)
    return text if inputs else text.removesuffix("()")


def _run(function: Callable, bound: inspect.BoundArguments, on_the_spot: bool) -> Any:
    if on_the_spot and hasattr(type(bound.args[0]), "__check__"):
        return bound.args[0].__check__(function.__name__, bound.args[1:], bound.kwargs)
    return function(*bound.args, **bound.kwargs)


def _must_be_callable(bound: inspect.BoundArguments) -> None:
    function = bound.arguments.get("function", print)
    if not callable(function) and not hasattr(type(function), "__lower__"):
        fail(
            f"What should be the function is {kind_of(function)}; it cannot be called.",
            "Was the function's name given to something else?",
        )


@contextmanager
def _explained(bound: inspect.BoundArguments, told: str, hint: str, page: str) -> Iterator[None]:
    """Failures get hints and page; what else student's code raises becomes a failure."""
    try:
        yield
    except CheckFailed as failure:
        causes = [told, failure.hint or ("" if told else hint)]
        raise CheckFailed(
            failure.finding, " ".join(filter(None, causes)), failure.page or page
        ) from failure.__cause__
    except (KeyboardInterrupt, AuthorError):
        raise
    except BaseException as error:
        if translate.is_not_attempted(error):
            raise
        told_of = translate.explain(error)
        ends = "fails" if "function" in bound.arguments else "cannot be used"
        finding = f"{bound.arguments['call']} {ends}. {told_of.finding}"
        causes = " ".join(filter(None, [told_of.cure, told]))
        raise CheckFailed(finding, causes, address(told_of.page) or page) from error


def _with_common_options(signature: inspect.Signature) -> inspect.Signature:
    kept = [p for p in signature.parameters.values() if p.name not in ("hint", "success")]
    more = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=str)
        for name, default in (("hint", ""), ("success", "..."))
    ]
    return signature.replace(parameters=kept + more)
