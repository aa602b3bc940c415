"""Relative change, a limit on the number of steps, and the state in a dict."""


def newton_sqrt(a, tol):
    def go_on(state):
        return (jnp.abs(state["x"] - state["old"]) > tol * state["x"]) & (state["steps"] < 100)

    def step(state):
        x = state["x"]
        return {"x": x - (x * x - a) / (2 * x), "old": x, "steps": state["steps"] + 1}

    start = {"x": jnp.asarray(a, float) / 2 + 0.5, "old": jnp.asarray(0.0), "steps": 0}
    return jax.lax.while_loop(go_on, step, start)["x"]
