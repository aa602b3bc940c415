"""The steady state of Solow's model, with beta for the saving rate.

Fails: test_steady_state test_steady_state_2
Told: Solve beta * (alpha * z * k**(alpha - 1) + 1 - delta) = 1
"""


def steady_state(params):
    return (params["beta"] * params["z"] / params["delta"]) ** (1 / (1 - params["alpha"]))
