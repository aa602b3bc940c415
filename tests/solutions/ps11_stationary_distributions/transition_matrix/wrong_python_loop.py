"""A Python loop over the bins.

Fails: test_transition_matrix_3
Told: Write one row as a function of its bin
"""


def transition_matrix(edges, params):
    lam, tau, kappa, dt = (params[k] for k in ("lam", "tau", "kappa", "dt"))
    d = 1 - dt * tau * jnp.log(lam)

    def split(lo, hi):
        common = jnp.minimum(hi, edges[1:]) - jnp.maximum(lo, edges[:-1])
        return jnp.maximum(common, 0.0) / (hi - lo)

    rows = []
    for i in range(edges.shape[0] - 1):
        up = split(lam * d * edges[i], lam * d * edges[i + 1])
        rows.append(tau * dt * up + (1 - tau * dt) * split(d * edges[i], d * edges[i + 1]))
    Q = jnp.stack(rows)
    P = kappa * dt * entry_distribution(edges, params["mu"], params["sigma"]) + (1 - kappa * dt) * Q
    return P / P.sum(axis=1, keepdims=True)
