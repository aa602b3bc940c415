"""Carries a dict with the policy, which is that of the value one step earlier; done is a flag."""


def value_function_iteration(grid, params, tol, max_iter):
    def step(s):
        new, policy = bellman(s["v"], grid, params)
        done = jnp.all(jnp.abs(new - s["v"]) <= tol)
        return {"v": new, "policy": policy, "n": s["n"] + 1, "done": done}

    n = grid.shape[0]
    start = {"v": jnp.zeros(n), "policy": jnp.zeros(n, dtype=int), "n": 0, "done": False}
    s = jax.lax.while_loop(lambda s: ~s["done"] & (s["n"] < max_iter), step, start)
    return s["v"], grid[s["policy"]], s["n"]
