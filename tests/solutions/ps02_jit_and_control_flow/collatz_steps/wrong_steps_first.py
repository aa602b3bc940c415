"""Takes a step before it looks: from 1 it goes to 4, 2 and 1.

Fails: test_collatz_steps_3
Told: there is nothing to do
"""


def collatz_steps(n):
    step = lambda s: (jnp.where(s[0] % 2 == 0, s[0] // 2, 3 * s[0] + 1), s[1] + 1)
    return jax.lax.while_loop(lambda s: s[0] > 1, step, step((jnp.asarray(n), 0)))[1]
