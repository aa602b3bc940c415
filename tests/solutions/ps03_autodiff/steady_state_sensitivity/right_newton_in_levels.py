"""Newton's method on k from a small stock, a Python loop that stops, and Python floats."""


def steady_state_sensitivity(params):
    def F(k, p):
        return p["beta"] * (p["z"] * p["alpha"] * k ** (p["alpha"] - 1) + 1 - p["delta"]) - 1

    k = 0.1
    for _ in range(100):
        new = k - F(k, params) / float(jax.grad(F)(k, params))
        if abs(new - k) < 1e-6 * k:
            break
        k = new
    Fk, Fp = jax.grad(F, (0, 1))(k, params)
    return {key: -float(Fp[key]) / float(Fk) for key in ("z", "alpha", "delta", "beta")}
