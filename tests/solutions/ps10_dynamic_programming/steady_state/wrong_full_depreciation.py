"""Assumes that all capital wears out.

Fails: test_steady_state test_steady_state_2
Told: Solve beta * (alpha * z * k**(alpha - 1) + 1 - delta) = 1
"""


def steady_state(params):
    return (params["alpha"] * params["beta"] * params["z"]) ** (1 / (1 - params["alpha"]))
