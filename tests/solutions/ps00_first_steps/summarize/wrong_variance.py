"""The variance for the standard deviation.

Fails: test_summarize test_summarize_2
Told: ['std'] is 4; expected 2
"""


def summarize(x):
    return {"mean": jnp.mean(x), "std": jnp.var(x), "max": jnp.max(x)}
