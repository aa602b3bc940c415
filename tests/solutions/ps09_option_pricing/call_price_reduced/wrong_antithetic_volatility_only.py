"""Turns the sign of the volatility's shocks only.

Fails: test_call_price_reduced test_call_price_reduced_2
Told: times the plain estimator's variance
"""


def call_price_reduced(key, params, K, beta, n, M):
    half = M // 2

    def step(carry, k):
        s1, s2, h1, h2 = carry
        k1, k2, k3 = jax.random.split(k, 3)
        z2 = params["nu"] * jax.random.normal(k3, (half,))
        s1 = s1 + params["mu"] + jnp.exp(h1) * jax.random.normal(k1, (half,))
        s2 = s2 + params["mu"] + jnp.exp(h2) * jax.random.normal(k2, (half,))
        return (s1, s2, params["rho"] * h1 + z2, params["rho"] * h2 - z2), None

    s0, h0 = jnp.full(half, jnp.log(params["S0"])), jnp.full(half, params["h0"])
    (s1, s2, _, _), _ = jax.lax.scan(step, (s0, s0, h0, h0), jax.random.split(key, n))
    pairs = (jnp.maximum(jnp.exp(s1) - K, 0) + jnp.maximum(jnp.exp(s2) - K, 0)) / 2
    return beta**n * pairs.mean(), beta**n * pairs.std() / jnp.sqrt(half)
