"""Calls the entries by other names.

Fails: test_summarize test_summarize_2
Told: expected ['max', 'mean', 'std']
"""


def summarize(x):
    return {"average": jnp.mean(x), "sd": jnp.std(x), "maximum": jnp.max(x)}
