"""The outer bins reach to zero and to infinity."""


def entry_distribution(edges, mu, sigma):
    below = norm.cdf(jnp.log(edges), loc=mu, scale=sigma)
    return jnp.diff(below.at[0].set(0.0).at[-1].set(1.0))
