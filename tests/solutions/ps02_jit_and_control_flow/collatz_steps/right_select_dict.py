"""The state in a dict, and an index into both outcomes."""


def collatz_steps(n):
    def step(state):
        both = jnp.stack([state["n"] // 2, 3 * state["n"] + 1])
        return {"n": both[state["n"] % 2], "steps": state["steps"] + 1}

    start = {"n": jnp.asarray(n), "steps": jnp.asarray(0)}
    return jax.lax.while_loop(lambda state: state["n"] > 1, step, start)["steps"]
