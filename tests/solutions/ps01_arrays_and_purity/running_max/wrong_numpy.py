"""Leaves the work to NumPy, which JAX cannot trace.

Fails: test_running_max_2
Told: jax.numpy
"""


def running_max(x):
    return np.maximum.accumulate(x)
