"""One direction after another, from an identity matrix.

Fails: test_hvp_3 test_hvp_4
Told: A Hessian of 211
"""


def hvp(f, x, v):
    gradient = jax.grad(f)
    columns = jax.lax.map(lambda unit: jax.jvp(gradient, (x,), (unit,))[1], jnp.eye(x.size))
    return v @ columns
