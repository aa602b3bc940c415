"""A fori_loop of one step inside the while loop, the gap measured from both sides."""


def value_function_iteration(grid, params, tol, max_iter):
    def step(state):
        v, _, _, n = state
        new = lax.fori_loop(0, 1, lambda _, w: bellman(w, grid, params)[0], v)
        return new, (new - v).max(), (new - v).min(), n + 1

    def go(state):
        _, high, low, n = state
        return (jnp.maximum(high, -low) > tol) & (n < max_iter)

    zero = jnp.zeros_like(grid)
    v, _, _, n = lax.while_loop(go, step, (zero, jnp.inf, -jnp.inf, 0))
    return v, grid[bellman(v, grid, params)[1]], n
