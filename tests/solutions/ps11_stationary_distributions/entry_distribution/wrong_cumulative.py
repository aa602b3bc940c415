"""Returns cumulative shares.

Fails: test_entry_distribution test_entry_distribution_2 test_entry_distribution_3
Told: has shape (5,); expected (4,)
"""


def entry_distribution(edges, mu, sigma):
    below = norm.cdf((jnp.log(edges) - mu) / sigma)
    return below / below[-1]
