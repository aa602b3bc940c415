"""A payoff that can be negative.

Fails: test_call_price test_call_price_2
Told: The payoff is max(S - K, 0)
"""


def call_price(key, params, K, beta, n, M):
    S = jnp.exp(terminal_log_price(key, params, n, M))
    payoffs = beta**n * (S - K)
    return jnp.mean(payoffs), jnp.std(payoffs) / jnp.sqrt(M)
