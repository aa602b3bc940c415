"""The state as a named tuple, and a helper."""

from typing import NamedTuple


class Moments(NamedTuple):
    count: float
    mean: float
    m2: float


def _combine(a, b):
    n, shift = a.count + b.count, b.mean - a.mean
    return Moments(n, a.mean + shift * b.count / n, a.m2 + b.m2 + shift**2 * a.count * b.count / n)


def update_moments(state, x):
    return _combine(Moments(*state), Moments(1, x, 0.0))
