"""A scan, and the inverse written out."""


def newton_minimize(f, x0, n_iter):
    second = jax.jacfwd(jax.jacrev(f))

    def step(x, _):
        return x - jnp.linalg.inv(second(x)) @ jax.grad(f)(x), None

    x, _ = jax.lax.scan(step, jnp.asarray(x0), length=n_iter)
    return x
