"""Solves with Hessian-vector products alone."""


def newton_minimize(f, x0, n_iter):
    gradient, x = jax.grad(f), x0
    for _ in range(n_iter):
        slope, push = jax.linearize(gradient, x)
        x = x - jax.scipy.sparse.linalg.cg(push, slope, tol=1e-6)[0]
    return x
