"""Pairs the values of dicts in the order in which they were filled.

Fails: test_ema_update
Told: Leaves belong together by name
"""


def ema_update(average, new, decay):
    if average is None:
        return None
    if isinstance(average, dict):
        pairs = zip(average, average.values(), new.values())
        return {name: ema_update(a, n, decay) for name, a, n in pairs}
    if isinstance(average, (list, tuple)):
        return [ema_update(a, n, decay) for a, n in zip(average, new)]
    return decay * average + (1 - decay) * new
