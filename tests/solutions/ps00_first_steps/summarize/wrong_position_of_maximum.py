"""Where the maximum is, not what it is.

Fails: test_summarize test_summarize_2
Told: ['max'] is 7; expected 9
"""


def summarize(x):
    return {"mean": jnp.mean(x), "std": jnp.std(x), "max": jnp.argmax(x)}
