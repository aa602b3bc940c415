"""The distribution function at midpoints plus and minus half of the first bin's width.

Fails: test_entry_distribution test_entry_distribution_2
Told: entry_distribution([0, 0.5, 1, 2, 5], 0, 0.3)
"""


def entry_distribution(edges, mu, sigma):
    half = (edges[1] - edges[0]) / 2
    q = (edges[1:] + edges[:-1]) / 2

    def below(x):
        return norm.cdf((jnp.log(jnp.maximum(x, 0.0)) - mu) / sigma)

    mass = below(q + half) - below(q - half)
    return mass / mass.sum()
