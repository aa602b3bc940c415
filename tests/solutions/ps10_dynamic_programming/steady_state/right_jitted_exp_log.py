"""Compiled, by logarithms."""


@jax.jit
def steady_state(params):
    beta, delta, alpha, z = params["beta"], params["delta"], params["alpha"], params["z"]
    log_k = (jnp.log(beta * alpha * z) - jnp.log(1 - beta * (1 - delta))) / (1 - alpha)
    return jnp.exp(log_k)
