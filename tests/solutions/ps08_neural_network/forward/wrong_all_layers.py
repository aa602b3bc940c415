"""Returns what every layer gives.

Fails: test_forward test_forward_2 test_forward_3
Told: expected an array of numbers
"""


def forward(params, x):
    values = []
    for i, layer in enumerate(params):
        x = x @ layer["W"] + layer["b"]
        x = jax.nn.relu(x) if i < len(params) - 1 else x
        values.append(x)
    return values
