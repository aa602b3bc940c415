"""Goes through the first level only.

Fails: test_ema_update test_ema_update_2 test_ema_update_3
Told: dict
"""


def ema_update(average, new, decay):
    return {name: decay * average[name] + (1 - decay) * new[name] for name in average}
