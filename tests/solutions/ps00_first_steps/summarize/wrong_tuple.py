"""Returns a tuple.

Fails: test_summarize test_summarize_2
Told: is a tuple; expected a dict
"""


def summarize(x):
    return jnp.mean(x), jnp.std(x), jnp.max(x)
