"""Returns text with the unit.

Fails: test_celsius_to_kelvin test_celsius_to_kelvin_2
Told: is a str; expected an array of numbers
"""


def celsius_to_kelvin(t):
    return f"{t + 273.15} K"
