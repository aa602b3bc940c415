"""Checks of random numbers: independent, of the right distribution, right on average.

Right draws fail with a probability below one in a million, `FALSE_ALARM`.
"""

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from scipy import special

from autograder.checks.outcome import AuthorError, check, fail
from autograder.checks.rounding import epsilon
from autograder.checks.values import array


FALSE_ALARM = 1e-6
FALSE_ALARM_SIGMAS = 5.0  # a standard normal lies beyond 5 with probability 6e-7
FEWEST, MOST = 500, 50_000_000
FEWEST_ESTIMATES = 20
FEWEST_PAIRS = 100
ROUNDING = 1e-5
SAME_KEY = "Is a key used again? Split it, and draw from each part once."


@check(
    "foundations/random_numbers.html",
    passed="{call}: independent along the axis",
    hint="Use a new key for each step: split, or fold the step's number in.",
)
def independent(draws: Any, *, axis: int = -1, lags: int = 3, call: str = "the draws") -> None:
    """Check that draws at different places along an axis have nothing to do with each other.

    At lags up to `lags`, equal draws are counted. At each lag, ranks are correlated (Spearman's
    coefficient, which heavy tails do not disturb; equal draws share their mean rank). The counts,
    the correlations at lags up to `lags`, and those beyond get a third of the false alarms each.
    How far chance may take them is told by Bernstein's inequality (Boucheron, Lugosi and Massart
    2013, theorem 2.10), which holds for rare events too.

    Args:
        draws: array of draws, continuous or discrete, at least 500 in all. Along axes other than
            `axis` it holds independent repetitions.
        axis: the axis along which independence is checked.
        lags: the distances that are looked at most closely.

    Raises:
        CheckFailed: too many equal values, or too much correlation; or `draws` is no such array.
    """
    values = _real(draws, call)
    if not -values.ndim <= axis < values.ndim or values.shape[axis] < 2:
        fail(f"{call} has shape {values.shape}; expected at least two steps along axis {axis}.")
    _enough(values, FEWEST, call)
    values = np.moveaxis(values, axis, -1)
    rows = values.reshape(-1, values.shape[-1])
    values = np.stack([*{row.tobytes(): row for row in rows}.values()])  # Copies tell nothing new.
    steps = values.shape[1]
    distinct, ranks = np.unique(values, return_inverse=True)
    low, high = float(distinct[0]), float(distinct[-1])
    if high - low <= ROUNDING * max(abs(low), abs(high)):
        fail(f"{call}: all equal {low:g}, at each step and the one before.")
    codes = ranks.reshape(values.shape)
    _seldom_equal(codes, min(lags, steps - 1), call)
    _uncorrelated(_standardized(codes), lags, call)


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
    Discrete draws: each frequency is compared with its probability, by Chernoff's bound.

    Args:
        draws: array of independent draws, any shape, at least 500 in all.
        cdf: distribution function of a continuous distribution, from a NumPy array of draws to
            an array of probabilities; or
        probabilities: probabilities of the values 0, 1, 2, ... of a discrete one.

    Raises:
        CheckFailed: draws are missing, not finite, or distributed in another way.
    """
    if (cdf is None) == (probabilities is None):
        raise AuthorError("distributed needs either cdf or probabilities.")
    values = _real(draws, call)
    _enough(values, FEWEST, call)
    if cdf is not None:
        _not_repeated(values, call)
        _uniform(_ranks_by(cdf, values.ravel().astype(float), call), call)
    else:
        _frequencies(values.ravel().astype(float), _distribution(probabilities), call)


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
    if not (0 < standard_error < math.inf and 0 < sigmas < math.inf and math.isfinite(expected)):
        raise AuthorError(
            "within_standard_errors needs a finite expected value, and a standard error above 0: "
            f"{expected}, {standard_error}."
        )
    value = array(estimate, call)
    if value.shape != ():
        fail(f"{call} has shape {value.shape}; expected a scalar.")
    value = float(_real(estimate, call))
    distance = abs(value - expected) / standard_error
    if not distance <= sigmas:
        fail(
            f"{call} is {value:.6g}; expected {expected:.6g}, give or take "
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

    Student's t of the mean over the n repetitions, with a bound that is widened by 2 / sqrt(n) for
    estimates that lean to one side. By simulation right estimators fail with probability 1e-6 if
    their skewness is 1 at most, as that of a mean over four exponential variables or more; with a
    skewness of 2 the probability is 1e-5 to 1e-4. Let each estimate be a mean of many draws.

    Args:
        estimates: vector of at least 20 independent estimates.
        expected: the exact value.
        bias: how far off the estimator may be on average, in the same units.

    Raises:
        CheckFailed: the mean is too far from `expected`, or the estimates are all the same.
    """
    if not (math.isfinite(expected) and 0 <= bias < math.inf):
        raise AuthorError(f"unbiased needs finite numbers: {expected}, bias {bias}.")
    values = _real(estimates, call).ravel().astype(float)
    _enough(values, FEWEST_ESTIMATES, call, "estimates")
    if np.unique(values).size < 5:
        fail(f"{call}: many of the estimates are the same number.", SAME_KEY)
    error = float(values.std(ddof=1)) / math.sqrt(values.size)
    errors = -float(special.stdtrit(values.size - 1, FALSE_ALARM / 2))
    allowed = (1 + 2 / math.sqrt(values.size)) * errors * error + bias
    if abs(values.mean() - expected) > allowed:
        fail(
            f"{call} is {values.mean():.6g} over {values.size} repetitions; expected "
            f"{expected:.6g}, give or take {error:.2g} (one standard error)."
        )


def _real(draws: Any, call: str) -> np.ndarray:
    """The draws as an array of finite real numbers that fits into memory twice."""
    values = array(draws, call)
    if values.size > MOST:
        fail(f"{call} has shape {values.shape}: these are more numbers than can be looked at.")
    if values.dtype.kind == "c":
        fail(f"{call} has dtype {values.dtype}; expected real numbers.")
    finite = np.isfinite(values)
    if not values.shape and not finite:
        fail(f"{call} is {values}.")
    if not finite.all():
        fail(f"{call}: {int((~finite).sum())} of {values.size} are not finite.")
    return values


def _enough(values: np.ndarray, fewest: int, call: str, what: str = "draws") -> None:
    if values.size < fewest:
        fail(f"{call} has shape {values.shape}; expected at least {fewest} {what}.")


def _seldom_equal(codes: np.ndarray, lags: int, call: str) -> None:
    """Draws equal earlier ones about as often as two draws at random do."""
    share = float(np.sum((np.bincount(codes.ravel()) / codes.size) ** 2))
    for lag in range(1, lags + 1):
        equal = codes[:, :-lag] == codes[:, lag:]
        most = _bernstein(FALSE_ALARM / 3 / lags, 1 / share, equal.size)
        if equal.mean() > max(0.01, share + most * math.sqrt(share / equal.size)):
            fail(f"{call}: {equal.mean():.0%} of the draws equal the one {_steps(lag)} before.")


def _standardized(codes: np.ndarray) -> np.ndarray:
    """Mean ranks of values that are numbered by size, with mean 0 and variance 1."""
    counts = np.bincount(codes.ravel())
    ranks = (np.cumsum(counts) - counts / 2)[codes]
    return (ranks - ranks.mean()) / ranks.std()


def _uncorrelated(ranks: np.ndarray, lags: int, call: str) -> None:
    """No lag along the rows has more correlation than there may be by chance."""
    repetitions, steps = ranks.shape
    length = 1 << (2 * steps - 1).bit_length()
    power = sum(np.abs(np.fft.rfft(row, length)) ** 2 for row in ranks)
    sums = np.fft.irfft(power, length)[1:steps]
    lag = np.arange(1, steps)
    pairs = repetitions * (steps - lag)
    looked_at = (pairs >= FEWEST_PAIRS) | (lag == 1)
    near = lag <= lags
    rate = FALSE_ALARM / 3 / np.where(near, min(lags, steps - 1), max(steps - 1 - lags, 1))
    most = _bernstein(rate, np.max(ranks**2), pairs) * np.sqrt(pairs)
    alarms = looked_at & (np.abs(sums) > most)
    if alarms.any():
        worst = int(np.argmax(np.where(alarms, np.abs(sums) / most, 0)))
        correlation, error = sums[worst] / pairs[worst], 1 / math.sqrt(pairs[worst])
        fail(
            f"{call}: a draw and the one {_steps(worst + 1)} before have a rank correlation of "
            f"{correlation:.3f}; expected 0, give or take {error:.3f}."
        )


def _bernstein(rate: Any, largest: float, terms: Any) -> Any:
    """How many standard deviations a sum of bounded terms exceeds that rarely, at most."""
    log = np.log(2 / rate)
    slope = log * largest / (3 * np.sqrt(terms))
    return slope + np.sqrt(slope**2 + 2 * log)


def _not_repeated(values: np.ndarray, call: str) -> None:
    """Continuous draws differ, but for those that rounding makes equal.

    Two draws fall on the same number with a probability near h / (2.6 IQR) for a grid of numbers
    h apart (exactly so for a normal distribution), or that of the uniforms that JAX starts from,
    which have as many bits as the dtype, and 23 at most. Twice that is allowed for.
    """
    n, distinct = values.size, np.unique(values).size
    exact = max(epsilon(values.dtype), 2.0**-23)
    low, high = np.quantile(values.astype(float), [0.25, 0.75])
    grid = epsilon(values.dtype) * float(np.median(np.abs(values.astype(float))))
    meet = max(grid / (2.6 * (high - low)), exact) if high > low else 1.0
    expected = -math.expm1(-2 * n * meet) / (2 * meet)
    if distinct < 0.75 * expected or distinct < 5:
        fail(f"{call}: only {distinct} of {n} differ.", SAME_KEY)


def _ranks_by(cdf: Callable, values: np.ndarray, call: str) -> np.ndarray:
    """F(x), with what the author may have got wrong about F."""
    try:
        uniform = np.asarray(cdf(values), dtype=float)
    except Exception as error:
        raise AuthorError(f"cdf raises {type(error).__name__}: {error}") from error
    if uniform.shape != values.shape:
        raise AuthorError(f"cdf gives shape {uniform.shape} for {values.shape}.")
    outside = np.isnan(uniform)
    if outside.any():
        fail(f"{call}: {values[outside][0]:g} lies outside of the distribution.")
    if uniform.min() < -1e-6 or uniform.max() > 1 + 1e-6:
        raise AuthorError("cdf gives values outside of [0, 1].")
    return uniform


def _uniform(values: np.ndarray, call: str) -> None:
    n, share = values.size, FALSE_ALARM / 4
    centred, bound = values - 0.5, -float(special.ndtri(share / 2))
    if abs(centred.mean()) * math.sqrt(12 * n) > bound:
        side = "high" if centred.mean() > 0 else "low"
        fail(f"{call} lie too {side}: their mean rank is {values.mean():.3f}; expected 0.5.")
    for power, mean, variance in ((2, 1 / 12, 1 / 180), (4, 1 / 80, 1 / 3600)):
        found = (centred**power).mean()
        if abs(found - mean) / math.sqrt(variance / n) > bound:
            side = "wide" if found > mean else "narrow"
            fail(f"{call} spread too {side}.", "Look at the scale: is a variance taken for a sd?")
    order = np.sort(values)
    steps = np.arange(n + 1) / n
    distance = max(np.max(steps[1:] - order), np.max(order - steps[:-1]))
    if distance > math.sqrt(math.log(2 / share) / (2 * n)):
        fail(f"{call}: their distribution function is off by up to {distance:.3f}.")


def _distribution(probabilities: Sequence[float]) -> np.ndarray:
    p = np.asarray(probabilities, dtype=float)
    if p.ndim != 1 or not p.size or not (p >= 0).all() or abs(p.sum() - 1) > 1e-5:
        raise AuthorError(f"probabilities must be a vector that sums to 1: {p}.")
    return p


def _frequencies(values: np.ndarray, probabilities: np.ndarray, call: str) -> None:
    known = (values >= 0) & (values < probabilities.size) & (values == np.floor(values))
    if not known.all():
        fail(f"{call}: {values[~known][0]:g} is none of 0, ..., {probabilities.size - 1}.")
    found = np.bincount(values.astype(int), minlength=probabilities.size) / values.size
    # Chernoff: a share q comes up with probability exp(-n D(q || p)) at most, on either side.
    divergence = special.rel_entr(found, probabilities)
    divergence += special.rel_entr(1 - found, 1 - probabilities)
    rate = 2 * np.exp(-values.size * divergence)
    for value in np.flatnonzero(rate < FALSE_ALARM / probabilities.size):
        fail(
            f"{call}: {value} comes up in {found[value]:.4f} of {values.size}; "
            f"expected {probabilities[value]:.4f}."
        )


def _steps(lag: int) -> str:
    return "step" if lag == 1 else f"{lag} steps"
