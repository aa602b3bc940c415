"""Ignores max_iter where tol is positive, and gives up at last.

Fails: test_stationary_by_iteration_3
Told: it must stop after max_iter steps
"""


def stationary_by_iteration(P, tol, max_iter):
    N = P.shape[0]

    def go_on(s):
        return (s[1] > tol) & (s[2] < 100_000)

    def step(s):
        new = s[0] @ P
        return new, jnp.abs(new - s[0]).max(), s[2] + 1

    start = jnp.full(N, 1 / N), jnp.inf, 0
    return jax.lax.while_loop(go_on, step, start)[0]
