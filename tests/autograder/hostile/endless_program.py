"""A compiled loop that does not end.

Told: did not stop
"""


def double(x):
    return jax.lax.while_loop(lambda s: s[0] < s[1], lambda s: s, (x, x + 1.0))[0]
