"""A loop with Python's max, which asks a traced value for its truth.

Fails: test_running_max_2
Told: True or False
"""


def running_max(x):
    found, largest = [], x[0]
    for entry in x:
        largest = max(largest, entry)
        found.append(largest)
    return jnp.array(found)
