"""What the checks of `autograder.checks` cost: CPU seconds of one call each, once JAX is warm.

    python benchmarks/checks.py

Each check is called on a function of the sizes that the problem sets use, `REPEATS` times on
functions that JAX has not seen yet (a check that traces and compiles pays for it each time).
Medians and ranges are written to `benchmarks/results/checks.json`, with machine and versions.
"""

import contextlib
import io
import json
import math
import platform
import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np

from autograder import checks


REPEATS = 7
RESULTS = Path(__file__).parent / "results" / "checks.json"


def solow() -> Callable:
    """A path of capital in Solow's model, by a scan."""

    def solow_path(k, s, n):
        def step(k, _):
            return s * k**0.3 + 0.9 * k, k

        return jax.lax.scan(step, k, None, length=n)[1]

    return solow_path


def walk() -> Callable:
    """Random-walk Metropolis for a standard normal target."""

    def metropolis(key, n):
        def step(x, key):
            move, accept = jax.random.split(key)
            y = x + jax.random.normal(move)
            taken = jnp.log(jax.random.uniform(accept)) < (x**2 - y**2) / 2
            x = jnp.where(taken, y, x)
            return x, x

        return jax.lax.scan(step, 0.0, jax.random.split(key, n))[1]

    return metropolis


def root() -> Callable:
    """A square root by Newton's method."""

    def newton_sqrt(a):
        def far(x):
            return abs(x * x - a) > 1e-5 * a

        return jax.lax.while_loop(far, lambda x: (x + a / x) / 2, jnp.maximum(a, 1.0))

    return newton_sqrt


KEY = jax.random.key(0)
X = jnp.linspace(-1.0, 1.0, 60).reshape(20, 3)


def normal_cdf(x: np.ndarray) -> np.ndarray:
    return 0.5 * (1 + np.vectorize(math.erf)(x / math.sqrt(2)))


CASES: dict[str, Callable[[], None]] = {
    "close": lambda: checks.close(solow()(1.0, 0.2, 50), solow()(1.0, 0.2, 50)),
    "agrees": lambda: checks.agrees(
        root(), lambda a: np.sqrt(a), lambda draw: (draw.uniform(1, 9),), cases=3
    ),
    "unchanged": lambda: checks.unchanged(lambda x: x + 1, np.ones((100, 3))),
    "pure": lambda: checks.pure(solow(), 1.0, 0.2, 50, static=(2,)),
    "jittable": lambda: checks.jittable(solow(), 1.0, 0.2, 50, static=(2,)),
    "compilations": lambda: checks.compilations(root(), [(2.0,), (3.0,), (5.0,)]),
    "vectorized": lambda: checks.vectorized(solow(), lambda n: (1.0, 0.2, n), static=(2,)),
    "uses_loop": lambda: checks.uses_loop(root(), 2.0, kind="conditional"),
    "avoids_loop": lambda: checks.avoids_loop(lambda x: x @ x.T, X),
    "vmappable": lambda: checks.vmappable(root(), 2.0, over="a"),
    "no_callbacks": lambda: checks.no_callbacks(root(), 2.0),
    "keeps_dtype": lambda: checks.keeps_dtype(solow(), 1.0, 0.2, 50, static=(2,)),
    "differentiable": lambda: checks.differentiable(solow(), 1.0, 0.2, 50, static=(2,)),
    "finite_gradient": lambda: checks.finite_gradient(lambda x: jnp.sum(jnp.tanh(x)), X),
    "keys_used_once": lambda: checks.keys_used_once(walk(), KEY, 10),
    "depends_on_key": lambda: checks.depends_on_key(walk(), KEY, 50),
    "independent": lambda: checks.independent(np.random.default_rng(0).normal(size=20_000)),
    "distributed": lambda: checks.distributed(
        np.random.default_rng(0).normal(size=20_000), cdf=normal_cdf
    ),
    "within_standard_errors": lambda: checks.within_standard_errors(0.01, 0.0, 0.02),
    "unbiased": lambda: checks.unbiased(np.random.default_rng(0).normal(size=200), 0.0),
    "memory": lambda: checks.memory(solow(), 1.0, 0.2, 50, static=(2,), at_most=10_000),
    "flops": lambda: checks.flops(solow(), 1.0, 0.2, 50, static=(2,), at_most=10_000),
    "growth": lambda: checks.growth(solow(), lambda n: (1.0, 0.2, n), static=(2,), of="flops"),
}


def measure(case: Callable[[], None]) -> list[float]:
    """CPU seconds of each repetition, the first, which warms JAX up, left out."""
    times = []
    for _ in range(REPEATS + 1):
        started = time.process_time()
        with contextlib.redirect_stdout(io.StringIO()):
            case()
        times.append(time.process_time() - started)
    return times[1:]


def main() -> None:
    figures = {}
    for name, case in CASES.items():
        times = measure(case)
        figures[name] = [round(f(times), 3) for f in (statistics.median, min, max)]
        print(
            f"{name:24} {figures[name][0]:.3f} s ({figures[name][1]:.3f} to {figures[name][2]:.3f})"
        )
    about = {
        "date": date.today().isoformat(),
        "machine": f"{platform.machine()}, {jax.devices()[0].device_kind}",
        "python": platform.python_version(),
        "jax": jax.__version__,
        "unit": "CPU seconds a call: median, least, most",
    }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps({"about": about, "checks": figures}, indent=1) + "\n")


if __name__ == "__main__":
    main()
