"""The payoff of the mean price, not the mean payoff.

Fails: test_call_price test_call_price_2
Told: The payoff is max(S - K, 0)
"""


def call_price(key, params, K, beta, n, M):
    S = jnp.exp(terminal_log_price(key, params, n, M))
    payoffs = beta**n * jnp.maximum(S - K, 0.0)
    return beta**n * jnp.maximum(jnp.mean(S) - K, 0.0), jnp.std(payoffs) / jnp.sqrt(M)
