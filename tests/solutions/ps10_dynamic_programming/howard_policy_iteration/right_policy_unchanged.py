"""Plain NumPy, stops when the policy stays; a Python int for the count."""


def howard_policy_iteration(grid, params, tol, max_iter):
    k = np.asarray(grid)
    n = len(k)
    c = (params["z"] * k ** params["alpha"] + (1 - params["delta"]) * k)[:, None] - k
    u = np.full((n, n), -np.inf)
    u[c > 0] = np.log(c[c > 0])
    v, policy, count = np.zeros(n), None, 0
    while count < max_iter:
        new = (u + params["beta"] * v).argmax(axis=1)
        count += 1
        if policy is not None and (new == policy).all():
            break
        policy = new
        Q = np.zeros((n, n))
        Q[range(n), policy] = 1
        v = np.linalg.inv(np.eye(n) - params["beta"] * Q) @ u[range(n), policy]
    return v, k[policy], count
