"""JAX's draws, NumPy's arithmetic in double precision."""


def ar1_paths(key, n_paths, T, rho, sigma):
    start, shocks = jax.random.split(key)
    eps = np.asarray(jax.random.normal(shocks, (n_paths, T)), float)
    x = np.zeros((n_paths, T + 1))
    x[:, 0] = np.asarray(jax.random.normal(start, (n_paths,))) * sigma / np.sqrt(1 - rho**2)
    for t in range(T):
        x[:, t + 1] = rho * x[:, t] + sigma * eps[:, t]
    return x
