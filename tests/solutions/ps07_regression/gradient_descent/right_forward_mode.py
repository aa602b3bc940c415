"""The gradient in forward mode, the losses after the scan from the history of b."""


def gradient_descent(loss, b0, lr, n_steps):
    step = lambda b, _: (b - lr * jax.jacfwd(loss)(b), b)
    b, visited = jax.lax.scan(step, b0, length=n_steps)
    return b, jax.vmap(loss)(visited)
