"""Two calls of task 1."""


def ema_update(average, new, decay):
    zeros = jax.tree.map(jnp.zeros_like, average)
    return tree_axpy(decay, average, tree_axpy(1.0 - decay, new, zeros))
