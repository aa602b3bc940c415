"""Draws with NumPy, from a hidden state.

Fails: test_terminal_log_price test_terminal_log_price_2
Told: two different results for the same key
"""


def terminal_log_price(key, params, n, M):
    s, h = np.full(M, np.log(params["S0"])), np.full(M, params["h0"])
    for _ in range(n):
        Z = np.random.normal(size=(2, M))
        s = s + params["mu"] + np.exp(h) * Z[0]
        h = params["rho"] * h + params["nu"] * Z[1]
    return jnp.asarray(s)
