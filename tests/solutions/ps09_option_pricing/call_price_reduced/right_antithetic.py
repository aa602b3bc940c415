"""Antithetic pairs, the error from the means of the pairs."""


def call_price_reduced(key, params, K, beta, n, M):
    half = M // 2

    def step(carry, k):
        up, down, h = carry
        z1, z2 = jax.random.normal(k, (2, half))
        shock = jnp.exp(h) * z1
        return (
            up + params["mu"] + shock,
            down + params["mu"] - shock,
            params["rho"] * h + params["nu"] * z2,
        ), None

    s0 = jnp.full(half, jnp.log(params["S0"]))
    (up, down, _), _ = jax.lax.scan(
        step, (s0, s0, jnp.full(half, params["h0"])), jax.random.split(key, n)
    )
    pairs = (jnp.maximum(jnp.exp(up) - K, 0) + jnp.maximum(jnp.exp(down) - K, 0)) / 2
    return beta**n * pairs.mean(), beta**n * pairs.std() / jnp.sqrt(half)
