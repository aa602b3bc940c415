"""A step from the average towards what comes in."""


def ema_update(average, new, decay):
    return jax.tree.map(lambda a, n: a + (1 - decay) * (n - a), average, new)
