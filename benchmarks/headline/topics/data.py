"""The data of the regression topics: 500 rows, four regressors and four groups, as in the book."""

import jax.numpy as jnp
import numpy as np


RATE, STEPS, PENALTY = 0.01, 250, 0.1


def simulated(n: int = 500) -> tuple[np.ndarray, np.ndarray]:
    """X (n, 8), regressors and dummies of groups, and y (n,): those of the chapter."""
    rng = np.random.default_rng(25)
    x = rng.standard_normal((n, 4)).round(6)
    group = rng.integers(0, 4, n)
    noise = 0.1 * rng.standard_normal(n)
    mean = np.array([0.5, 0.1, -0.3, 1.0])[group]
    y = x[:, 0] + 2 * x[:, 1] - 3 * x[:, 3] + mean + noise
    return np.hstack([x, np.eye(4)[group]]), y.round(6)


def start() -> np.ndarray:
    return np.random.default_rng(1234).standard_normal(8)


def ols_loss(b, X, y):
    return jnp.mean((y - X @ b) ** 2)


def lasso_loss(b, X, y):
    return ols_loss(b, X, y) + PENALTY * jnp.sum(jnp.abs(b))
