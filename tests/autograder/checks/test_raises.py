"""`raises`: the named error, with the words it should have, and raised by the function itself."""

import functools
import sys

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from autograder import checks
from autograder.checks import AuthorError, CheckFailed


class TooSmall(ValueError):
    """A subclass."""


class Stop(BaseException):
    """No Exception at all."""


class Unprintable(ValueError):
    def __str__(self):
        raise RuntimeError("no words")


class AnyWord(str):
    def __contains__(self, other):
        return True


def plain(x):
    if x < 0:
        raise ValueError("x must be positive")
    return x


def helped(x):
    return plain(x) + 1


def checked_outside(x):
    plain(x)
    return jax.jit(jnp.sqrt)(x)


def from_another(x):
    try:
        return {1: 1}[x]
    except KeyError as error:
        raise ValueError("Positive numbers only") from error


class Root:
    def __call__(self, x):
        return plain(x)

    @classmethod
    def of(cls, x):
        return cls()(x)

    @staticmethod
    def at(x):
        return plain(x)


def any_arguments(*args, **options):
    return plain(*args)


@jax.jit
def at_trace_time(x):
    if x.ndim == 0:
        raise ValueError("positive dimension wanted")
    return x


def subclass(x):
    raise TooSmall("not positive")


@pytest.mark.parametrize(
    "function",
    [
        plain,
        helped,
        checked_outside,
        from_another,
        Root(),
        Root.of,
        Root().at,
        any_arguments,
        functools.partial(plain),
        functools.lru_cache(plain),
        at_trace_time,
        subclass,
        lambda x: plain(x),
        lambda x, strict=True: plain(x),
    ],
)
def test_the_error_that_is_wanted_passes(function, capsys):
    checks.raises(ValueError, function, -1.0, match="positive", call="f(-1)")
    assert capsys.readouterr().out == "✓ f(-1) raises the error that it should\n"


@pytest.mark.parametrize(
    ("error", "function", "args"),
    [
        ((TypeError, ValueError), plain, (-1.0,)),
        (Exception, plain, (-1.0,)),
        (TypeError, abs, ("a",)),
        (ZeroDivisionError, lambda: 1 / 0, ()),
        (SystemExit, sys.exit, ()),
        (Stop, lambda: (_ for _ in ()).throw(Stop()), ()),
        (jax.errors.TracerBoolConversionError, jax.jit(plain), (1.0,)),
        (jax.errors.ConcretizationTypeError, jax.jit(plain), (1.0,)),
        (NotImplementedError, lambda: stub(1.0), ()),
        (TypeError, jnp.sum, ("a",)),
        (RecursionError, lambda: (lambda f: f(f))(lambda f: f(f)), ()),
        (ValueError, lambda: (_ for _ in ()).throw(Unprintable()), ()),
    ],
)
def test_any_class_can_be_wanted(error, function, args):
    checks.raises(error, function, *args)


def returns(x):
    return x


def returns_the_error(x):
    return ValueError("x must be positive")


def prints(x):
    print("ValueError: x must be positive")


def asserts(x):
    assert x > 0, "x must be positive"


def misspelt(x):
    if x < 0:
        raise ValeuError("x must be positive")  # noqa: F821


def swallowed(x):
    try:
        plain(x)
    except ValueError:
        return None


def other_words(x):
    raise ValueError("something is wrong")


def delayed(x):
    plain(x)
    yield x


def no_arguments():
    raise ValueError("x must be positive")


def ends(x):
    sys.exit("x must be positive")


def unheard(x):
    raise Unprintable


def any_word(x):
    class Odd(ValueError):
        def __str__(self):
            return AnyWord("odd")

    raise Odd


def without_end(x):
    return without_end(x)


def stopping(x):
    raise Stop("positive")


@pytest.mark.parametrize(
    ("function", "told"),
    [
        (
            returns,
            "returns(-1.0) raises nothing and returns -1.0; expected ValueError.\nHint: Test",
        ),
        (returns_the_error, "Write `raise`, not `return`."),
        (prints, "prints(-1.0) raises nothing and returns None"),
        (asserts, "In asserts, line {line}, `assert x > 0, "),
        (asserts, "AssertionError: x must be positive"),
        (misspelt, "NameError: name 'ValeuError' is not defined"),
        (swallowed, "returns None; expected ValueError"),
        (other_words, "says 'something is wrong'; expected the words 'positive'"),
        (delayed, "raises nothing and returns generator"),
        (no_arguments, "does not take these arguments (too many positional arguments)"),
        (ends, "exit() ends the whole program."),
        (unheard, "raises Unprintable that says ''"),
        (any_word, "raises Odd that says 'odd'"),
        (without_end, "RecursionError"),
        (stopping, "should raise ValueError, and raises another error. In stopping, "),
        (jax.jit(plain), "TracerBoolConversionError"),
        (jax.jit(plain), "reference/errors.html#error-bool"),
        (None, "What should be the function is None; it cannot be called."),
        (ValueError("positive"), "is a ValueError; it cannot be called"),
    ],
)
def test_anything_else_fails(function, told):
    line = asserts.__code__.co_firstlineno + 1
    with pytest.raises(CheckFailed) as failure:
        checks.raises(ValueError, function, -1.0, match="positive")
    assert told.format(line=line) in str(failure.value)


@pytest.mark.parametrize("error", [TypeError, IndexError, (ValueError, TypeError)])
def test_what_jax_raises_while_tracing_is_not_the_function_s_own_error(error):
    def mean_gain(x):
        return x[x > 0].mean()

    def by_numpy(x):
        return np.log(x)

    for function, x in ((plain, jnp.ones(())), (mean_gain, jnp.ones(2)), (by_numpy, jnp.ones(2))):
        with pytest.raises(CheckFailed, match="raises another error"):
            checks.raises(error, jax.jit(function), x)


def stub(x):
    raise NotImplementedError


@pytest.mark.parametrize("error", [ValueError, RuntimeError, Exception])
def test_a_stub_has_not_been_attempted(error):
    with pytest.raises(NotImplementedError):
        checks.raises(error, stub, 1.0)


def test_an_unfinished_function_with_words_is_another_error():
    def later(x):
        raise NotImplementedError("negative x")

    with pytest.raises(CheckFailed, match="NotImplementedError: negative x"):
        checks.raises(ValueError, later, 1.0)


@pytest.mark.parametrize("error", ["ValueError", (), int, (ValueError, None), ValueError("x")])
def test_what_is_wanted_must_be_a_class_of_errors(error):
    with pytest.raises(AuthorError):
        checks.raises(error, plain, -1.0)


def test_an_interrupt_goes_through():
    def interrupted():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        checks.raises(ValueError, interrupted)
