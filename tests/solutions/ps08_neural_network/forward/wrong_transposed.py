"""Takes W to have shape (n_out, n_in).

Fails: test_forward test_forward_2 test_forward_3
Told: with W of shape (d_in, d_out)
"""


def forward(params, x):
    *hidden, last = params
    for layer in hidden:
        x = jax.nn.relu(x @ layer["W"].T + layer["b"])
    return x @ last["W"].T + last["b"]
