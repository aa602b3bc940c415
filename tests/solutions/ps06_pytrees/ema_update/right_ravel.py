"""On one long vector."""

from jax.flatten_util import ravel_pytree


def ema_update(average, new, decay):
    a, unravel = ravel_pytree(average)
    b, _ = ravel_pytree(new)
    return unravel(decay * a + (1 - decay) * b)
