"""Zero times infinity at the edge zero.

Fails: test_entry_distribution test_entry_distribution_2 test_entry_distribution_3
Told: NaN
"""


def entry_distribution(edges, mu, sigma):
    d = jnp.log(edges) - mu
    below = 0.5 * (1 + jnp.sign(d) * jax.scipy.special.erf(jnp.abs(d) / sigma / jnp.sqrt(2.0)))
    below = jnp.where(edges > 0, below, 0.0 * d)
    mass = jnp.diff(below)
    return mass / mass.sum()
