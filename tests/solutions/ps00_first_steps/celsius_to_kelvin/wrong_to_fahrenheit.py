"""Converts to Fahrenheit.

Fails: test_celsius_to_kelvin test_celsius_to_kelvin_2
Told: is 32; expected 273.15
"""


def celsius_to_kelvin(t):
    return t * 9 / 5 + 32
