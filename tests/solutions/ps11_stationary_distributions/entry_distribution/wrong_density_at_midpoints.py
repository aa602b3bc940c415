"""Takes the density at the midpoints for the mass.

Fails: test_entry_distribution test_entry_distribution_2 test_entry_distribution_3
Told: Take differences of the distribution function
"""


def entry_distribution(edges, mu, sigma):
    q = (edges[1:] + edges[:-1]) / 2
    mass = norm.pdf((jnp.log(q) - mu) / sigma) / q * jnp.diff(edges)
    return mass / mass.sum()
