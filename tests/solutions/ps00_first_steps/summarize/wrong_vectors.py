"""Each value is a vector of one entry.

Fails: test_summarize test_summarize_2
Told: has shape (1,); expected ()
"""


def summarize(x):
    return {
        "mean": jnp.mean(x, keepdims=True),
        "std": jnp.std(x, keepdims=True),
        "max": jnp.max(x, keepdims=True),
    }
