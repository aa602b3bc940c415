"""Returns all distributions on the way.

Fails: test_stationary_by_iteration test_stationary_by_iteration_2 test_stationary_by_iteration_3
Told: expected (2,)
"""


def stationary_by_iteration(P, tol, max_iter):
    m, path = jnp.full(P.shape[0], 1 / P.shape[0]), []
    for _ in range(min(max_iter, 200)):
        new = m @ P
        path.append(new)
        if jnp.abs(new - m).max() <= tol:
            break
        m = new
    return jnp.stack(path)
