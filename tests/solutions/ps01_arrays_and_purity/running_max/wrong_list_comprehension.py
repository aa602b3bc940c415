"""One reduction a prefix, in a list.

Fails: test_running_max_2
Told: it grows with n
"""


def running_max(x):
    return jnp.array([jnp.max(x[: t + 1]) for t in range(len(x))])
