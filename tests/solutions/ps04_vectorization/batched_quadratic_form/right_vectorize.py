"""jnp.vectorize with a signature."""

batched_quadratic_form = jnp.vectorize(lambda A, x: jnp.vdot(x, A @ x), signature="(d,d),(d)->()")
