"""Divides by 1 - decay, as if the average had started at zero.

Fails: test_ema_update test_ema_update_2
Told: decay is the weight of the old average
"""


def ema_update(average, new, decay):
    return jax.tree.map(lambda a, n: (decay * a + (1 - decay) * n) / (1 - decay), average, new)
