"""The lasso, by the document's subgradient descent, and by fewer and better steps."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np

from benchmarks.headline.case import DOCUMENT, OURS, Case, Topic, Way, Work, jitted
from benchmarks.headline.topics.data import PENALTY, RATE, STEPS, lasso_loss, simulated, start


def subgradient(b, X, y, steps):
    """The document's fit, without its history of losses."""
    for _ in range(steps):
        b = b - RATE * jax.grad(lasso_loss)(b, X, y)
    return b


def with_history(b, X, y, steps):
    """The document's fit as it stands there: the loss of each step, as a Python number."""
    losses = []
    for _ in range(steps):
        loss, slope = jax.value_and_grad(lasso_loss)(b, X, y)
        losses.append(loss.item())
        b = b - RATE * slope
    return b


def soft(z, t):
    return jnp.sign(z) * jnp.maximum(jnp.abs(z) - t, 0.0)


def fista(X, y, steps):
    """Minimiser of the lasso's loss by accelerated proximal gradient, and its path (steps, k)."""
    G, c = X.T @ X / y.size, X.T @ y / y.size
    rate = 1 / (2 * jnp.linalg.eigvalsh(G)[-1])

    def step(state, _):
        b, ahead, t = state
        new = soft(ahead - rate * 2 * (G @ ahead - c), rate * PENALTY)
        t_new = (1 + jnp.sqrt(1 + 4 * t**2)) / 2
        return (new, new + (t - 1) / t_new * (new - b), t_new), new

    zero = jnp.zeros_like(c)
    (b, _, _), path = jax.lax.scan(step, (zero, zero, jnp.ones((), c.dtype)), length=steps)
    return b, path


def fitted(X, y, steps):
    return fista(X, y, steps)[0]


def minimum(X: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The minimiser, by coordinate descent in 64 bits until nothing changes."""
    G, c, b = X.T @ X / y.size, X.T @ y / y.size, np.zeros(X.shape[1])
    for _ in range(10_000):
        last = b.copy()
        for j in range(b.size):
            z = c[j] - G[j] @ b + G[j, j] * b[j]
            b[j] = np.sign(z) * max(abs(z) - PENALTY / 2, 0.0) / G[j, j]
        if np.array_equal(b, last):
            break
    return b


def cases(small: bool) -> list[Case]:
    steps = 5 if small else STEPS
    X, y = simulated()
    truth = minimum(X, y)
    b, X, y = (jnp.asarray(a, jnp.float32) for a in (start(), X, y))

    def error(b):
        return float(np.abs(np.asarray(b, np.float64) - truth).max())

    reached = error(jax.jit(subgradient, static_argnames="steps")(b, X, y, steps=steps))
    errors = np.abs(np.asarray(fista(X, y, 200)[1], np.float64) - truth).max(axis=1)
    enough = int(np.argmax(errors <= reached / 100)) + 1
    ways = [
        jitted("FISTA, Gram matrix", fitted, X, y, steps=enough, kind=OURS, note=f"{enough} steps"),
        Way("subgradient, not jitted", partial(with_history, b, X, y, steps), DOCUMENT),
        jitted("subgradient, jitted as a whole", subgradient, b, X, y, steps=steps, kind=DOCUMENT),
        jitted("FISTA, until rounding", fitted, X, y, steps=200, note="200 steps"),
    ]
    return [
        Case(
            "lasso",
            f"Lasso, 500 rows, {steps} steps of subgradient descent or a hundred times as accurate",
            ways,
            error=error,
            error_is="largest error of a coefficient",
            tolerance=1.01 * reached,
            work=Work(operations=2 * 500 * 72 + enough * 200, bytes=4 * 500 * 9),
        )
    ]


TOPIC = Topic("lasso", "The lasso", cases)
