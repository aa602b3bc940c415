"""Checks of random functions: keys used once, and draws that are what they are said to be."""

import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import jax
import numpy as np

from autograder.checks import inputs, key_record, snapshot
from autograder.checks.internals import KeyArray
from autograder.checks.outcome import AuthorError, called, check, fail
from autograder.checks.values import array


FALSE_ALARM_SIGMAS = 5.0  # a standard normal lies beyond 5 with probability 6e-7
FALSE_ALARM = 1e-6
OTHER_KEYS = 24  # a fair coin falls alike as often with probability 6e-8
REUSE = "Draws from the same key are the same numbers. Split first, and use each part once."
SPLIT_TOO = "Split first, draw from the parts alone, and keep one part to go on with."


@check("foundations/random_numbers.html", passed="{call} uses no random key twice")
def keys_used_once(
    function: Callable, *args: Any, common_under_vmap: bool = False, call: str = ""
) -> None:
    """Check that no key is drawn from twice in a call, nor drawn from and split.

    Keys are told apart by their bits, during a call, so that two names for one key are one key,
    `split` repeated gives the same keys, and keys are followed through `vmap`, `scan`,
    `while_loop`, `jit` and grad. A sampler of `jax.random` uses its key once, whatever it does
    inside; `fold_in` with different numbers makes different keys. A draw inside `vmap` from a key
    that is not mapped is the same for every element: it counts as used twice.

    Args:
        args: the call, with one or more keys, typed or raw, among the arguments. Typed keys are
            passed on, of a generator that reports on its use.
        common_under_vmap: allow such draws that all elements share.

    Raises:
        CheckFailed: a key is used twice; the message says on which lines.
    """
    call = call or called(function, args)
    if not any(map(key_record.is_key, jax.tree.leaves(args))):
        raise AuthorError("keys_used_once needs a random key among the arguments.")
    try:
        uses = key_record.of(function, args)
    except key_record.NotFollowed:
        uses = _checked_by_jax(function, args, call)
    for use in uses:
        if use.shared and not common_under_vmap:
            fail(
                f"{call} draws inside vmap from a key that is the same for every element"
                f"{_at(use)}.",
                "Every element gets the same numbers. Split the key first, and map over the parts.",
            )
    _no_reuse(uses, call)


@check(
    "foundations/random_numbers.html",
    passed="{call} draws what its key says",
    hint="Take all randomness from the key that is passed.",
)
def depends_on_key(function: Callable, *args: Any, call: str = "") -> None:
    """Check that the same key gives the same result, and another key another one.

    Args:
        args: the call, with a key among the arguments; up to 24 other keys are tried.

    Raises:
        CheckFailed: the same key gave two results, or different keys gave the same.
    """
    call = call or called(function, args)
    first, again = function(*inputs.fresh(args)), function(*inputs.fresh(args))
    if _differ(first, again):
        fail(f"{call} gave two different results for the same key.", "Is there a hidden state?")
    for number in range(OTHER_KEYS):
        moved = tuple(jax.tree.map(partial(_other, number=number), arg) for arg in args)
        other = function(*moved)
        if (
            snapshot.difference(snapshot.of(_floats(first)), snapshot.of(_floats(other)))
            is not None
        ):
            return
    fail(
        f"{call} gives the same draws whatever the key is.",
        "A key made inside the function, jax.random.key(0) say, is the same in every call.",
    )


@check(
    "foundations/random_numbers.html",
    passed="{call}: independent along the axis",
    hint="Use a new key for each step: split, or fold the step's number in.",
)
def independent(draws: Any, *, axis: int = -1, lags: int = 3, call: str = "the draws") -> None:
    """Check that draws at neighbouring places along an axis have nothing to do with each other.

    Repeated values are counted, and ranks are correlated (Spearman's coefficient, which heavy
    tails do not disturb) at each lag up to `lags`. Independent draws fail with probability below
    1e-6, if the other axes hold independent repetitions, or there are none.

    Args:
        draws: array of continuous draws, at least 500 in all.
        axis: the axis along which independence is checked.
        lags: the largest distance that is looked at.

    Raises:
        CheckFailed: too many equal values, or too much correlation.
    """
    values = np.moveaxis(array(draws, call), axis, -1)
    if values.size < 500 or values.shape[-1] < 2:
        raise AuthorError(
            f"independent needs at least 500 draws, and two along the axis: {values.shape}."
        )
    if not np.isfinite(values).all():
        fail(f"{call}: {int((~np.isfinite(values)).sum())} draws are not finite.")
    for lag in range(1, min(lags, values.shape[-1] - 1) + 1):
        left, right = values[..., :-lag].ravel(), values[..., lag:].ravel()
        equal = float(np.mean(left == right))
        if equal > 0.01:
            fail(f"{call}: {equal:.0%} of the draws equal the one {_steps(lag)} before.")
        correlation = np.corrcoef(_ranks(left), _ranks(right))[0, 1]
        if abs(correlation) * math.sqrt(left.size) > _sigmas(FALSE_ALARM / lags):
            fail(
                f"{call}: a draw and the one {_steps(lag)} before have a rank correlation of "
                f"{correlation:.3f}; expected 0, give or take {1 / math.sqrt(left.size):.3f}."
            )


@check("foundations/random_numbers.html", passed="{call} follow the distribution that they should")
def distributed(
    draws: Any,
    *,
    cdf: Callable | None = None,
    probabilities: Sequence[float] | None = None,
    call: str = "the draws",
) -> None:
    """Check that independent draws follow a distribution; right ones fail with probability < 1e-6.

    Continuous draws: U = F(x) must be uniform. Its mean and its second and fourth moments about
    1/2 are compared with a normal approximation, and its distribution function by the inequality
    of Dvoretzky, Kiefer and Wolfowitz (Massart 1990), each with a quarter of the false alarms.
    Discrete draws: each frequency is compared with its probability.

    Args:
        draws: array of independent draws, any shape, at least 500 in all.
        cdf: distribution function of a continuous distribution, from a NumPy array of draws to
            an array of probabilities; or
        probabilities: probabilities of the values 0, 1, 2, ... of a discrete one.

    Raises:
        CheckFailed: draws are missing, not finite, or distributed in another way.
    """
    values = array(draws, call).ravel().astype(float)
    if (cdf is None) == (probabilities is None):
        raise AuthorError("distributed needs either cdf or probabilities.")
    if values.size < 500:
        fail(f"{call}: there are {values.size}; at least 500 are needed.")
    if not np.isfinite(values).all():
        fail(f"{call}: {int((~np.isfinite(values)).sum())} are not finite.")
    if cdf is not None:
        _continuous(values, np.asarray(cdf(values), dtype=float), call)
    else:
        _discrete(values, np.asarray(probabilities, dtype=float), call)


@check("foundations/random_numbers.html", passed="{call} is within its sampling error")
def within_standard_errors(
    estimate: Any,
    expected: float,
    standard_error: float,
    call: str = "the estimate",
    *,
    sigmas: float = FALSE_ALARM_SIGMAS,
) -> None:
    """Check a Monte Carlo estimate against the truth, with its sampling error allowed for.

    Args:
        estimate: scalar from the student's function.
        expected: the exact value.
        standard_error: standard error of `estimate`, from the reference, in the same units.
        sigmas: how many standard errors are allowed. A right answer fails with probability 6e-7
            at the default of 5, if the estimator is close to normal.

    Raises:
        CheckFailed: the estimate is no scalar, not finite, or too far from `expected`.
    """
    value = array(estimate, call)
    if value.shape != ():
        fail(f"{call} has shape {value.shape}; expected a scalar.")
    distance = abs(float(value) - expected) / standard_error
    if not distance <= sigmas:
        fail(
            f"{call} is {float(value):.6g}; expected {expected:.6g}, give or take "
            f"{standard_error:.2g} (one standard error): it is {distance:.1f} of them away."
        )


@check("foundations/random_numbers.html", passed="{call} is right on average")
def unbiased(
    estimates: Any,
    expected: float,
    call: str = "the mean of the estimates",
    *,
    bias: float = 0.0,
) -> None:
    """Check repeated estimates against the truth, by their own spread.

    Student's t of the mean over the repetitions; right estimators fail with probability below
    1e-6, if the estimates are close to normal.

    Args:
        estimates: vector of at least 20 independent estimates.
        expected: the exact value.
        bias: how far off the estimator may be on average, in the same units.

    Raises:
        CheckFailed: the mean is too far from `expected`, or the estimates are all the same.
    """
    values = array(estimates, call).ravel().astype(float)
    if values.size < 20:
        raise AuthorError(f"unbiased needs at least 20 estimates; there are {values.size}.")
    if not np.isfinite(values).all():
        fail(f"{call}: some of the estimates are not finite.")
    if np.unique(values).size < 5:
        fail(
            f"{call}: many of the estimates are the same number.",
            "Does each repetition use its own key?",
        )
    error = float(values.std(ddof=1)) / math.sqrt(values.size)
    allowed = _student(FALSE_ALARM, values.size - 1) * error + bias
    if abs(values.mean() - expected) > allowed:
        fail(
            f"{call} is {values.mean():.6g} over {values.size} repetitions; expected "
            f"{expected:.6g}, give or take {error:.2g} (one standard error)."
        )


def _checked_by_jax(function: Callable, args: tuple, call: str) -> list:
    """JAX's own check, for functions that can neither be traced nor be given keys of ours."""
    typed = tuple(jax.tree.map(key_record.typed, arg) for arg in inputs.fresh(args))
    try:
        # JAX 0.7 would run what it has compiled without the check, but for another precision.
        with jax.debug_key_reuse(True), jax.default_matmul_precision("highest"):
            function(*typed)
    except jax.errors.KeyReuseError:
        raise
    except Exception:
        fail(f"{call} reads the numbers of its key.", "Give keys to functions of jax.random only.")
    return []


def _no_reuse(uses: list, call: str) -> None:
    """A key may be drawn from once, or split: twice in the same way gives the same keys."""
    seen: dict[bytes, Any] = {}
    for use in uses:
        earlier = seen.setdefault(use.key, use)
        repeated_step = use.masked and use.site == earlier.site
        one_call = use.call == earlier.call and use.inside != earlier.inside
        if earlier is use or repeated_step or one_call or use.kind == earlier.kind == "split":
            continue
        both = _lines(earlier, use)
        if use.kind == earlier.kind:
            fail(f"{call} draws twice from the same key{both}.", REUSE)
        fail(f"{call} draws from a key and splits it too{both}.", SPLIT_TOO)


def _lines(first: Any, second: Any) -> str:
    if not first.line or not second.line:
        return _at(first) or _at(second)
    if first.line == second.line:
        return f": on {first.line}, more than once"
    return f": on {first.line}, and on {second.line}"


def _at(use: Any) -> str:
    return f": on {use.line}" if use.line else ""


def _typed(leaf: Any) -> Any:
    """Raw keys (two integers of 32 bits) as typed ones."""
    raw = getattr(leaf, "dtype", None) == np.uint32 and getattr(leaf, "shape", ())[-1:] == (2,)
    return jax.random.wrap_key_data(leaf, impl=key_record.DEFAULT) if raw else leaf


def _other(leaf: Any, number: int) -> Any:
    """Another key in place of a key, typed or raw."""
    if issubclass(type(leaf), KeyArray):
        fresh = jax.random.split(jax.random.key(1234 + number), leaf.shape or 1)
        return fresh.reshape(leaf.shape)
    typed = _typed(leaf)
    return leaf if typed is leaf else jax.random.key_data(_other(typed, number))


def _floats(tree: Any) -> list:
    return [leaf for leaf in jax.tree.leaves(tree) if not issubclass(type(leaf), KeyArray)]


def _differ(left: Any, right: Any) -> bool:
    """Whether two results are not the same, bit by bit, keys in them left aside."""
    before, after = (snapshot.of(_floats(tree)) for tree in (left, right))
    return snapshot.difference(before, after) is not None


def _continuous(values: np.ndarray, uniform: np.ndarray, call: str) -> None:
    n, share = values.size, FALSE_ALARM / 4
    if np.unique(values).size < 0.9 * n:
        fail(f"{call}: only {np.unique(values).size} of {n} differ.", "Is a key used again?")
    centred, bound = uniform - 0.5, _sigmas(share)
    if abs(centred.mean()) * math.sqrt(12 * n) > bound:
        side = "high" if centred.mean() > 0 else "low"
        fail(f"{call} lie too {side}: their mean rank is {uniform.mean():.3f}; expected 0.5.")
    for power, mean, variance in ((2, 1 / 12, 1 / 180), (4, 1 / 80, 1 / 3600)):
        found = (centred**power).mean()
        if abs(found - mean) / math.sqrt(variance / n) > bound:
            side = "wide" if found > mean else "narrow"
            fail(f"{call} spread too {side}.", "Look at the scale: is a variance taken for a sd?")
    order = np.sort(uniform)
    steps = np.arange(n + 1) / n
    distance = max(np.max(steps[1:] - order), np.max(order - steps[:-1]))
    if distance > math.sqrt(math.log(2 / share) / (2 * n)):
        fail(f"{call}: their distribution function is off by up to {distance:.3f}.")


def _discrete(values: np.ndarray, probabilities: np.ndarray, call: str) -> None:
    known = (values >= 0) & (values < probabilities.size) & (values == np.floor(values))
    if not known.all():
        fail(f"{call}: {values[~known][0]:g} is none of 0, ..., {probabilities.size - 1}.")
    counts = np.bincount(values.astype(int), minlength=probabilities.size)
    share = FALSE_ALARM / probabilities.size
    for value, (count, p) in enumerate(zip(counts, probabilities, strict=True)):
        if _binomial_alarm(int(count), values.size, float(p)) < share:
            fail(
                f"{call}: {value} comes up in {count / values.size:.4f} of {values.size}; "
                f"expected {p:.4f}."
            )


def _binomial_alarm(count: int, n: int, p: float) -> float:
    """Chernoff's bound on the chance of a count that far out, on both sides."""
    q = count / n
    if q in (p,):
        return 1.0
    if p in (0.0, 1.0):
        return 0.0
    entropy = (q * math.log(q / p) if q > 0 else 0.0) + (
        (1 - q) * math.log((1 - q) / (1 - p)) if q < 1 else 0.0
    )
    return 2 * math.exp(-n * entropy)


def _ranks(values: np.ndarray) -> np.ndarray:
    ranks = np.empty(values.size)
    ranks[np.argsort(values, kind="stable")] = np.arange(values.size)
    return ranks


def _sigmas(probability: float) -> float:
    """How many standard deviations a normal variable exceeds, on both sides, that rarely."""
    low, high = 0.0, 40.0
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if math.erfc(middle / 2**0.5) > probability else (low, middle)
    return high


def _student(probability: float, degrees: int) -> float:
    """The same for Student's t, and 2 % more, to be on the safe side.

    Inverse of the approximation of Peizer and Pratt, Journal of the American Statistical
    Association 63 (1968): z = (nu - 2/3 + 1/(10 nu)) sqrt(log(1 + t^2 / nu) / (nu - 5/6)).
    """
    z = _sigmas(probability)
    g = (degrees - 5 / 6) / (degrees - 2 / 3 + 0.1 / degrees) ** 2
    return 1.02 * math.sqrt(degrees * (math.exp(z * z * g) - 1))


def _steps(lag: int) -> str:
    return "step" if lag == 1 else f"{lag} steps"
