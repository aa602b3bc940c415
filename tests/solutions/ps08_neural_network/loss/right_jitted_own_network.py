"""Compiled, with a network of its own."""


@jax.jit
def loss(params, x, y):
    z = x
    for layer in params[:-1]:
        z = jnp.maximum(0.0, z @ layer["W"] + layer["b"])
    residual = (z @ params[-1]["W"] + params[-1]["b"] - y).ravel()
    return (residual**2).mean()
