"""Antithetic draws, but the error as if twins were independent.

Fails: test_call_price_reduced test_call_price_reduced_3
Told: a pair is one
"""


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
    x = beta**n * jnp.maximum(jnp.exp(jnp.concatenate([up, down])) - K, 0)
    return x.mean(), x.std() / jnp.sqrt(M)
