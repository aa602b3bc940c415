"""The logarithm to base ten.

Fails: test_transition_matrix test_transition_matrix_2
Told: with the natural logarithm
"""


def transition_matrix(edges, params):
    lam, tau, kappa, dt = (params[k] for k in ("lam", "tau", "kappa", "dt"))
    low, high = edges[:-1], edges[1:]
    d = 1 - dt * tau * jnp.log10(lam)

    def S(a):
        top = jnp.minimum(a * high[:, None], high[None, :])
        bottom = jnp.maximum(a * low[:, None], low[None, :])
        return jnp.maximum(0, top - bottom) / (a * (high - low))[:, None]

    Q = tau * dt * S(lam * d) + (1 - tau * dt) * S(d)
    P = (
        kappa * dt * entry_distribution(edges, params["mu"], params["sigma"])[None, :]
        + (1 - kappa * dt) * Q
    )
    return P / P.sum(axis=1, keepdims=True)
