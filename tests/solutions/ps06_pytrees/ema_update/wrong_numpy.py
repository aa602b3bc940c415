"""Through NumPy's average, which cannot be traced.

Fails: test_ema_update_3
Told: jax.numpy
"""


def ema_update(average, new, decay):
    def mean(a, n):
        return np.average(np.stack([a, n]), axis=0, weights=[decay, 1 - decay])

    return jax.tree.map(mean, average, new)
