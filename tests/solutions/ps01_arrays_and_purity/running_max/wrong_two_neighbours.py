"""Compares with one neighbour only.

Fails: test_running_max test_running_max_3
Told: Entry t looks at x[0] to x[t]
"""


def running_max(x):
    return jnp.concatenate([x[:1], jnp.maximum(x[1:], x[:-1])])
