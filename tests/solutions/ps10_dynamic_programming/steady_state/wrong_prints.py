"""Prints the answer and returns nothing.

Fails: test_steady_state test_steady_state_2 test_steady_state_3
Told: Does the function return its result?
"""


def steady_state(params):
    rent = 1 / params["beta"] - 1 + params["delta"]
    print((params["alpha"] * params["z"] / rent) ** (1 / (1 - params["alpha"])))
