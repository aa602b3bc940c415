"""Takes sigma for the variance.

Fails: test_entry_distribution test_entry_distribution_2 test_entry_distribution_3
Told: entry_distribution([0, 0.5, 1, 2, 5], 0, 0.3)
"""


def entry_distribution(edges, mu, sigma):
    mass = jnp.diff(norm.cdf((jnp.log(edges) - mu) / jnp.sqrt(sigma)))
    return mass / mass.sum()
