"""Looks at the mean of the squared changes.

Fails: test_stationary_by_iteration test_stationary_by_iteration_2 test_stationary_by_iteration_3
Told: Does it stop too early
"""


def stationary_by_iteration(P, tol, max_iter):
    N = P.shape[0]

    def go_on(s):
        return (s[1] > tol) & (s[2] < max_iter)

    def step(s):
        new = s[0] @ P
        return new, ((new - s[0]) ** 2).mean(), s[2] + 1

    start = jnp.full(N, 1 / N), jnp.inf, 0
    return jax.lax.while_loop(go_on, step, start)[0]
