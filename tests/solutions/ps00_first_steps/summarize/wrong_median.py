"""The median for the mean.

Fails: test_summarize test_summarize_2
Told: ['mean'] is 4.5; expected 5
"""


def summarize(x):
    return {"mean": jnp.median(x), "std": jnp.std(x), "max": jnp.max(x)}
