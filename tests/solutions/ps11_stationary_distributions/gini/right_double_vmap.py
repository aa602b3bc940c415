"""Expected distance by vmap over pairs."""


def gini(grid, pmf):
    distance = jax.vmap(jax.vmap(lambda a, b: jnp.abs(a - b), (None, 0)), (0, None))(grid, grid)
    return jnp.einsum("i,ij,j->", pmf, distance, pmf) / (2.0 * jnp.einsum("i,i->", pmf, grid))
