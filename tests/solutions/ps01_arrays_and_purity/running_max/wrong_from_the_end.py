"""The maximum of what is still to come.

Fails: test_running_max test_running_max_3
Told: not at what comes later
"""


def running_max(x):
    return jax.lax.cummax(x, reverse=True)
