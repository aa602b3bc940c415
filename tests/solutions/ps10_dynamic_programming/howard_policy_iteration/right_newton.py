"""Newton's method for v - T v = 0, the Jacobian by jax.jacobian."""


def howard_policy_iteration(grid, params, tol, max_iter):
    def gap(v):
        return v - bellman(v, grid, params)[0]

    newton = jax.jit(lambda v: v - jnp.linalg.solve(jax.jacobian(gap)(v), gap(v)))
    v, change, count = jnp.zeros(len(grid)), np.inf, 0
    while change > tol and count < max_iter:
        new = newton(v)
        v, change, count = new, np.abs(new - v).max(), count + 1
    return [v, jnp.take(grid, bellman(v, grid, params)[1]), np.int64(count)]
