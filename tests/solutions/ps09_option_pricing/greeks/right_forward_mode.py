"""In forward mode, gamma by the Hessian."""


def greeks(S, K, r, sigma, T):
    args = tuple(jnp.asarray(a, dtype=float) for a in (S, K, r, sigma, T))
    d = jax.jacfwd(black_scholes_call, argnums=(0, 1, 2, 3, 4))(*args)
    gamma = jax.hessian(black_scholes_call)(*args)
    return {"delta": d[0], "gamma": gamma, "vega": d[3], "theta": -d[4], "rho": d[2]}
