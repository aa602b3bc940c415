"""When two results of the same computation are the same but for rounding."""

import math
from typing import Any

import jax.numpy as jnp
import numpy as np


def epsilon(dtype: np.dtype) -> float:
    """The machine epsilon of a dtype, 0 for integers."""
    if not jnp.issubdtype(dtype, jnp.inexact):
        return 0.0
    known = np.finfo if dtype.type.__module__ == "numpy" else jnp.finfo
    return float(known(dtype).eps)


def about_equal(left: Any, right: Any, epsilons: float | None = None) -> bool:
    """Whether two numeric arrays agree up to so many machine epsilons of the largest entry.

    By default up to 30 roots of epsilon, and, as what cancels to zero in one order of operations
    may leave some epsilons in another, up to 50 epsilons of 1. Integers agree exactly, but for
    those of `right` that the dtype of `left` is too narrow for.
    """
    left, right = np.asarray(left), np.asarray(right)
    if left.shape != right.shape:
        return False
    if left.dtype.kind in "biu" and right.dtype.kind in "biu":
        if epsilons is None and right.dtype.itemsize > left.dtype.itemsize:
            right = np.where(right == right.astype(left.dtype), right, left)
        return bool((left == right).all())
    coarse = max(epsilon(x.dtype) for x in (left, right))
    near = min(30 * math.sqrt(coarse), 0.1) if epsilons is None else epsilons * coarse
    wide = np.complex128 if "c" in (left.dtype.kind, right.dtype.kind) else np.float64
    left, right = left.astype(wide), right.astype(wide)
    scale = np.max(np.abs(right[np.isfinite(right)]), initial=0.0)
    floor = near * scale + (50 * coarse if epsilons is None else 0.0)
    return bool(np.allclose(left, right, rtol=near, atol=floor, equal_nan=True))
