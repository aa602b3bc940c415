"""Ways timed in turn: A B C, A B C, and so on, so that drift of the machine's speed cancels."""

import statistics
import time
from collections.abc import Callable
from typing import Any

import jax


SAMPLE = 0.01  # Seconds that one sample takes at least, by repeating the call.
LONG = 10.0  # Seconds of a round from which on five rounds are enough.


def seconds(run: Callable[[], Any], repetitions: int = 1) -> float:
    """Seconds of a call, its result waited for."""
    began = time.perf_counter()
    for _ in range(repetitions):
        jax.block_until_ready(run())
    return (time.perf_counter() - began) / repetitions


def in_turn(
    runs: dict[str, Callable[[], Any]], rounds: int, note: Callable[[str], None]
) -> dict[str, list[float]]:
    """Seconds of each run in each round; all have been called once before.

    A first round, which does not count, says how often to repeat a short call.
    """
    usual = {name: seconds(run) for name, run in runs.items()}
    if sum(usual.values()) > LONG:
        rounds = min(rounds, 5)
    repetitions = {name: max(1, round(SAMPLE / taken)) for name, taken in usual.items()}
    times: dict[str, list[float]] = {name: [] for name in runs}
    for number in range(rounds):
        for name, run in runs.items():
            note(f"{name}, round {number + 1} of {rounds}")
            times[name].append(seconds(run, repetitions[name]))
    return times


def spread(values: list[float]) -> dict[str, float]:
    """Median, least and most."""
    found = (statistics.median(values), min(values), max(values))
    return dict(zip(("median", "least", "most"), found, strict=True))


def ratios(times: list[float], base: list[float]) -> dict[str, float]:
    """How many times as long as the base, round by round."""
    return spread([t / b for t, b in zip(times, base, strict=True)])
