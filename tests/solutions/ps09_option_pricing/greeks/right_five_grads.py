"""One call to grad for each, compiled."""


@jax.jit
def greeks(S, K, r, sigma, T):
    args = (S, K, r, sigma, T)
    delta = jax.grad(black_scholes_call, 0)
    return dict(
        delta=delta(*args),
        gamma=jax.grad(delta, 0)(*args),
        vega=jax.grad(black_scholes_call, 3)(*args),
        theta=-jax.grad(black_scholes_call, 4)(*args),
        rho=jax.grad(black_scholes_call, 2)(*args),
    )
