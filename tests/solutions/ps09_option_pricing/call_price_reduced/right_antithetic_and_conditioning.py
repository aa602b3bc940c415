"""Antithetic volatility paths, conditioned; Python floats."""


def call_price_reduced(key, params, K, beta, n, M):
    z = jax.random.normal(key, (n, M // 2))
    values = []
    for sign in (1.0, -1.0):
        h, v = jnp.full(M // 2, params["h0"]), 0.0
        for t in range(n):
            v = v + jnp.exp(2 * h)
            h = params["rho"] * h + sign * params["nu"] * z[t]
        sd, m = jnp.sqrt(v), jnp.log(params["S0"]) + n * params["mu"]
        d = (m - jnp.log(K)) / sd
        values.append(jnp.exp(m + v / 2) * norm.cdf(d + sd) - K * norm.cdf(d))
    x = np.asarray(beta**n * (values[0] + values[1]) / 2, dtype=float)
    return float(x.mean()), float(x.std() / np.sqrt(M // 2))
