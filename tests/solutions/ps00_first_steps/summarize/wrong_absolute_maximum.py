"""The largest absolute value for the maximum.

Fails: test_summarize_2
Told: ['max'] is
"""


def summarize(x):
    return {"mean": jnp.mean(x), "std": jnp.std(x), "max": jnp.max(jnp.abs(x))}
