"""Right, but the result leaves JAX.

Fails: test_hvp_3 test_hvp_4
Told: TracerArrayConversionError
"""


def hvp(f, x, v):
    return np.asarray(jax.jvp(jax.grad(f), (x,), (v,))[1])
