"""The standard error of the share, not of the payoff.

Fails: test_call_price test_call_price_2
Told: the standard error
"""


def call_price(key, params, K, beta, n, M):
    S = jnp.exp(terminal_log_price(key, params, n, M))
    payoffs = beta**n * jnp.maximum(S - K, 0.0)
    return jnp.mean(payoffs), beta**n * jnp.std(S) / jnp.sqrt(M)
