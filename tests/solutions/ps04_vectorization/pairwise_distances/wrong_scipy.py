"""SciPy's, which nobody can differentiate.

Fails: test_pairwise_distances_2 test_pairwise_distances_4
Told: TracerArrayConversionError
"""

from scipy.spatial.distance import cdist


def pairwise_distances(X, Y):
    return jnp.asarray(cdist(np.asarray(X), np.asarray(Y)))
