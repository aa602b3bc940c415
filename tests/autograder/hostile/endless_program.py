"""A compiled loop that does not end.

Told: did not stop
"""


def double(x):
    return jax.lax.while_loop(lambda s: s[1] < 3.0, lambda s: (s[0], jnp.sin(s[1])), (x, 1.0))[0]
