"""Forgets productivity, which is one in the first example.

Fails: test_steady_state_2
Told: Does it use z
"""


def steady_state(params):
    rent = 1 / params["beta"] - 1 + params["delta"]
    return (params["alpha"] / rent) ** (1 / (1 - params["alpha"]))
