"""One expression, for numbers and arrays alike."""


def celsius_to_kelvin(t):
    return t + 273.15
