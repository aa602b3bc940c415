"""Puts the initial value in front of the history.

Fails: test_running_max test_running_max_3
Told: has shape (7,)
"""


def running_max(x):
    return jnp.concatenate([x[:1], jax.lax.cummax(x)])
