"""Turns the sign of the exponent.

Fails: test_steady_state test_steady_state_2
Told: Solve beta * (alpha * z * k**(alpha - 1) + 1 - delta) = 1
"""


def steady_state(params):
    rent = 1 / params["beta"] - 1 + params["delta"]
    return (params["alpha"] * params["z"] / rent) ** (1 / (params["alpha"] - 1))
