"""Divides by n - 1: the sample standard deviation.

Fails: test_summarize test_summarize_2
Told: ['std'] is 2.13809
"""


def summarize(x):
    return {"mean": jnp.mean(x), "std": jnp.std(x, ddof=1), "max": jnp.max(x)}
