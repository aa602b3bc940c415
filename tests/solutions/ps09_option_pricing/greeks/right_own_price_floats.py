"""A price of its own, and Python floats for an answer."""


def _price(x, K):
    v = x["sigma"] * jnp.sqrt(x["T"])
    d1 = (jnp.log(x["S"] / K) + (x["r"] + x["sigma"] ** 2 / 2) * x["T"]) / v
    return x["S"] * norm.cdf(d1) - K * jnp.exp(-x["r"] * x["T"]) * norm.cdf(d1 - v)


def greeks(S, K, r, sigma, T):
    x = {"S": float(S), "r": float(r), "sigma": float(sigma), "T": float(T)}
    g = jax.grad(_price)(x, K)
    gamma = jax.grad(lambda s: jax.grad(_price)({**x, "S": s}, K)["S"])(float(S))
    return {
        "rho": float(g["r"]),
        "theta": -float(g["T"]),
        "vega": float(g["sigma"]),
        "gamma": float(gamma),
        "delta": float(g["S"]),
    }
