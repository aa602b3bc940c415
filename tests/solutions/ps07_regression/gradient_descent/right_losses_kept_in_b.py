"""The losses before the steps, from those after them with the first put in front."""


def gradient_descent(loss, b0, lr, n_steps):
    def step(b, _):
        b = b - lr * jax.grad(loss)(b)
        return b, loss(b)

    b, after = jax.lax.scan(step, b0, length=n_steps)
    return b, jnp.concatenate([loss(b0)[None], after[:-1]])
