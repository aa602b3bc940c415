"""Compiled, with the key in the carry of a scan."""


def random_matrices(key, n, k):
    @jax.jit
    def draw(key):
        def step(key, _):
            key, subkey = jax.random.split(key)
            return key, jax.random.uniform(subkey, (n, n))

        return jax.lax.scan(step, key, None, length=k)[1]

    return draw(key)
