"""Picks the other cumulative function.

Fails: test_running_max test_running_max_3
Told: Entry t looks at x[0] to x[t]
"""


def running_max(x):
    return jnp.cumsum(x)
