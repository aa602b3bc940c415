"""By SciPy's lognormal distribution, in NumPy."""

from scipy.stats import lognorm


def entry_distribution(edges, mu, sigma):
    mass = np.diff(lognorm.cdf(np.asarray(edges), s=sigma, scale=np.exp(mu)))
    return mass / mass.sum()
