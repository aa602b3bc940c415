"""Prints the result instead of returning it.

Fails: test_celsius_to_kelvin test_celsius_to_kelvin_2
Told: Does the function return its result?
"""


def celsius_to_kelvin(t):
    print(t + 273.15)
