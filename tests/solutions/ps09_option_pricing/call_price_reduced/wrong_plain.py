"""The plain estimator once more.

Fails: test_call_price_reduced test_call_price_reduced_2
Told: times the plain estimator's variance
"""


def call_price_reduced(key, params, K, beta, n, M):
    return call_price(key, params, K, beta, n, M)
