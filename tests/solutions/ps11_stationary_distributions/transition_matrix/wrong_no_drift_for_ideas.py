"""Firms with an idea do not fall behind.

Fails: test_transition_matrix test_transition_matrix_2
Told: firms with an idea fall behind as well
"""


def transition_matrix(edges, params):
    lam, tau, kappa, dt = (params[k] for k in ("lam", "tau", "kappa", "dt"))
    low, high = edges[:-1], edges[1:]
    d = 1 - dt * tau * jnp.log(lam)

    def S(a):
        top = jnp.minimum(a * high[:, None], high[None, :])
        bottom = jnp.maximum(a * low[:, None], low[None, :])
        return jnp.maximum(0, top - bottom) / (a * (high - low))[:, None]

    Q = tau * dt * S(lam) + (1 - tau * dt) * S(d)
    P = (
        kappa * dt * entry_distribution(edges, params["mu"], params["sigma"])[None, :]
        + (1 - kappa * dt) * Q
    )
    return P / P.sum(axis=1, keepdims=True)
