"""Returns output in the steady state.

Fails: test_steady_state test_steady_state_2
Told: steady_state(PARAMS) is
"""


def steady_state(params):
    rent = 1 / params["beta"] - 1 + params["delta"]
    k = (params["alpha"] * params["z"] / rent) ** (1 / (1 - params["alpha"]))
    return params["z"] * k ** params["alpha"]
