"""Simulate the data of the chapter on regression, and write them beside this file.

regression.csv has 500 rows, no missing values and six columns without units:

    y       outcome, the sum of what the other columns contribute and of noise
    x1..x4  independent standard normal; coefficients 1, 2, 0 and -3
    x5      group, A, B, C or D with equal chances; group means 0.5, 0.1, -0.3 and 1.0

The noise is normal with standard deviation 0.1. All numbers are rounded to six decimals, so that
the file holds exactly what `simulate` returns.
"""

from pathlib import Path

import numpy as np


def simulate(seed, n):
    """Regressors (n, 4), group codes 0 to 3 (n,) and outcome (n,)."""
    rng = np.random.default_rng(seed)
    x = rng.standard_normal((n, 4)).round(6)
    group = rng.integers(0, 4, n)
    noise = 0.1 * rng.standard_normal(n)
    mean = np.array([0.5, 0.1, -0.3, 1.0])[group]
    y = x[:, 0] + 2 * x[:, 1] - 3 * x[:, 3] + mean + noise
    return x, group, y.round(6)


def write(path, x, group, y):
    """Write a table with a header, one row an observation and groups as letters."""
    lines = ["y,x1,x2,x3,x4,x5"]
    for row, code, outcome in zip(x, group, y, strict=True):
        numbers = ",".join(f"{number:.6f}" for number in (outcome, *row))
        lines.append(f"{numbers},{'ABCD'[code]}")
    path.write_text("\n".join(lines) + "\n", encoding="ascii", newline="\n")


if __name__ == "__main__":
    write(Path(__file__).with_name("regression.csv"), *simulate(seed=25, n=500))
