"""A loop over Python floats."""


def summarize(x):
    values = [float(v) for v in x]
    mean = sum(values) / len(values)
    var = sum((v - mean) ** 2 for v in values) / len(values)
    return {"mean": mean, "std": var**0.5, "max": max(values)}
