"""Takes the golden rule, which forgets impatience.

Fails: test_steady_state test_steady_state_2
Told: Solve beta * (alpha * z * k**(alpha - 1) + 1 - delta) = 1
"""


def steady_state(params):
    return (params["alpha"] * params["z"] / params["delta"]) ** (1 / (1 - params["alpha"]))
