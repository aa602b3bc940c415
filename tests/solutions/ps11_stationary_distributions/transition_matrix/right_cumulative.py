"""By the uniform distribution function, with all above in the last bin; entrants of its own."""


@jax.jit
def transition_matrix(edges, params):
    g = params["tau"] * jnp.log(params["lam"])
    down = 1.0 - params["dt"] * g

    def moved(factor):
        ends = factor * edges
        below = (edges[None, :] - ends[:-1, None]) / (ends[1:] - ends[:-1])[:, None]
        below = jnp.clip(below, 0.0, 1.0).at[:, -1].set(1.0)
        return jnp.diff(below, axis=1)

    p_idea, p_exit = params["tau"] * params["dt"], params["kappa"] * params["dt"]
    entrants = jnp.diff(norm.cdf((jnp.log(edges) - params["mu"]) / params["sigma"]).at[-1].set(1.0))
    stay = p_idea * moved(params["lam"] * down) + (1 - p_idea) * moved(down)
    return p_exit * entrants + (1 - p_exit) * stay
