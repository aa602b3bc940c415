"""A loop in a compiled helper, with an array to carry."""


@jax.jit
def _compiled(x, n):
    def body(i, v):
        return v.at[0].multiply(x)

    return jax.lax.fori_loop(lower=0, upper=n, body_fun=body, init_val=jnp.ones(1))


def power(x, n):
    return _compiled(x, n)[0]
