"""Makes a Python integer of its argument, which has none under vmap.

Fails: test_collatz_steps_2
Told: Whether n is even is unknown
"""


def collatz_steps(n):
    start = (jnp.int32(int(n)), 0)
    step = lambda s: (jnp.where(s[0] % 2 == 0, s[0] // 2, 3 * s[0] + 1), s[1] + 1)
    return jax.lax.while_loop(lambda s: s[0] > 1, step, start)[1]
