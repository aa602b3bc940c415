"""The gradient of the directional derivative."""


def hvp(f, x, v):
    def slope(y):
        return jax.jvp(f, [y], [v])[1]

    return jax.grad(slope)(x)
