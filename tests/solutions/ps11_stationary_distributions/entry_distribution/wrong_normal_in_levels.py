"""Forgets the logarithm.

Fails: test_entry_distribution test_entry_distribution_2 test_entry_distribution_3
Told: at the natural logarithms of the edges
"""


def entry_distribution(edges, mu, sigma):
    mass = jnp.diff(norm.cdf((edges - mu) / sigma))
    return mass / mass.sum()
