"""Ignores max_iter.

Fails: test_howard_policy_iteration_3
Told: stop at max_iter
"""


def howard_policy_iteration(grid, params, tol, max_iter):
    n = len(grid)
    f = params["z"] * grid ** params["alpha"] + (1 - params["delta"]) * grid
    v, last, count = jnp.zeros(n), None, 0
    while True:
        j = bellman(v, grid, params)[1]
        count += 1
        if last is not None and (j == last).all():
            return v, grid[j], count
        Q = jax.nn.one_hot(j, n, dtype=grid.dtype)
        v, last = jnp.linalg.solve(jnp.eye(n) - params["beta"] * Q, jnp.log(f - grid[j])), j
