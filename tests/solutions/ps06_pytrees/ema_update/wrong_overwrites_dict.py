"""Puts the new average into the old dict.

Fails: test_ema_update_2 test_ema_update_3
Told: in place
"""


def ema_update(average, new, decay):
    for name in average:
        average[name] = jax.tree.map(
            lambda a, n: decay * a + (1 - decay) * n, average[name], new[name]
        )
    return average
