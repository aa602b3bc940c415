"""Returns the number of the first test.

Fails: test_steady_state_2
Told: whatever they are
"""


def steady_state(params):
    return 3.585072304894326
