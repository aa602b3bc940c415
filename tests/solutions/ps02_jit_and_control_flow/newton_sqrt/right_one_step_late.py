"""Returns the guess before the last one."""


def newton_sqrt(a, tol):
    def better(x):
        return (x + a / x) / 2

    def go_on(x):
        return jnp.abs(better(x) - x) > tol

    return jax.lax.while_loop(go_on, better, jnp.asarray(a, dtype="float32"))
