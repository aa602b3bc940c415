"""Returns a vector where there is one output.

Fails: test_forward test_forward_3
Told: The result is a column
"""


def forward(params, x):
    *hidden, last = params
    for layer in hidden:
        x = jax.nn.relu(x @ layer["W"] + layer["b"])
    return (x @ last["W"] + last["b"]).squeeze()
