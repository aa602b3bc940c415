"""Begins with ones, which do not sum to one.

Fails: test_stationary_by_iteration test_stationary_by_iteration_2 test_stationary_by_iteration_3
Told: It sums to one
"""


def stationary_by_iteration(P, tol, max_iter):
    N = P.shape[0]

    def go_on(s):
        return (s[1] > tol) & (s[2] < max_iter)

    def step(s):
        new = s[0] @ P
        return new, jnp.abs(new - s[0]).max(), s[2] + 1

    start = jnp.ones(N), jnp.inf, 0
    return jax.lax.while_loop(go_on, step, start)[0]
