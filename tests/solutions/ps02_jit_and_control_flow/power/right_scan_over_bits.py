"""A scan of fixed length over the exponent's bits."""


def power(x, n):
    def step(carry, bit):
        product, square = carry
        return (jnp.where(n >> bit & 1, product * square, product), square * square), None

    x = jnp.asarray(x)
    (product, _), _ = jax.lax.scan(step, (jnp.ones_like(x), x), jnp.arange(31))
    return product
