"""Lets the last bin reach to infinity before it splits; maps over rows with lax.map."""


def transition_matrix(edges, params):
    lam, tau, kappa, mu, sigma, dt = (
        params[k] for k in ("lam", "tau", "kappa", "mu", "sigma", "dt")
    )
    d = 1 - dt * jnp.log(lam) * tau
    upper = edges.at[-1].set(jnp.inf)

    def row(i):
        def split(a):
            lo, hi = a * edges[i], a * edges[i + 1]
            return jnp.maximum(jnp.minimum(hi, upper[1:]) - jnp.maximum(lo, upper[:-1]), 0) / (
                hi - lo
            )

        return tau * dt * split(lam * d) + (1 - tau * dt) * split(d)

    Q = jax.lax.map(row, jnp.arange(edges.shape[0] - 1))
    e = entry_distribution(edges, mu, sigma)
    return jnp.outer(jnp.full(e.shape, kappa * dt), e) + (1 - kappa * dt) * Q
