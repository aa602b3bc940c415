"""A checkpointed step inside of the scan."""


def solow_path(k0, params, n):
    @jax.checkpoint
    def step(k):
        output = params["z"] * k ** params["alpha"]
        return params["s"] * output + (1.0 - params["delta"]) * k

    def year(path, t):
        return path.at[t].set(step(path[t - 1])), None

    return jax.lax.scan(year, jnp.full(n + 1, k0), jnp.arange(1, n + 1))[0]
