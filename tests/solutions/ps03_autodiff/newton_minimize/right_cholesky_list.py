"""Cholesky, with the points in a list."""


def newton_minimize(f, x0, n_iter):
    path, gradient, hessian = [x0], jax.jit(jax.grad(f)), jax.jit(jax.hessian(f))
    for _ in range(n_iter):
        factor = jax.scipy.linalg.cho_factor(hessian(path[-1]))
        path.append(path[-1] - jax.scipy.linalg.cho_solve(factor, gradient(path[-1])))
    return path[-1]
