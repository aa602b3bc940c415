"""Takes exp(mu) for the mean of quality, not for its median.

Fails: test_entry_distribution test_entry_distribution_2 test_entry_distribution_3
Told: mu is the mean of the logarithm
"""


def entry_distribution(edges, mu, sigma):
    mass = jnp.diff(norm.cdf((jnp.log(edges) - mu + sigma**2 / 2) / sigma))
    return mass / mass.sum()
