"""NumPy."""


def forward(params, x):
    z = np.asarray(x)
    for layer in params[:-1]:
        z = np.asarray(layer["W"]).T @ z.T + np.asarray(layer["b"])[:, None]
        z = (np.abs(z) + z).T / 2
    return z @ np.asarray(params[-1]["W"]) + np.asarray(params[-1]["b"])
