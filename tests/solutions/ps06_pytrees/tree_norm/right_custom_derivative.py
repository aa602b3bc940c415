"""With a derivative of its own."""

from jax.flatten_util import ravel_pytree


@jax.custom_vjp
def _length(v):
    return jnp.linalg.norm(v)


def _forward(v):
    length = jnp.linalg.norm(v)
    return length, (v, length)


def _backward(saved, weight):
    v, length = saved
    return (weight * v / jnp.where(length > 0, length, 1.0),)


_length.defvjp(_forward, _backward)


def tree_norm(tree):
    return _length(ravel_pytree(tree)[0])
