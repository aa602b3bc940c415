"""Differences of the share above; a tiny number in place of zero."""


def entry_distribution(edges, mu, sigma):
    above = norm.sf((jnp.log(jnp.maximum(edges, 1e-300)) - mu) / sigma)
    mass = above[:-1] - above[1:]
    return mass / mass.sum()
