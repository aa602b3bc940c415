"""The data of the chapter on regression come from its script, and the page makes the same."""

import importlib.util

import jupytext
import numpy as np
from pages import ROOT


DATA = ROOT / "book" / "applications" / "data"


def script():
    spec = importlib.util.spec_from_file_location("simulate", DATA / "simulate_regression.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_script_writes_the_file_that_is_stored(tmp_path):
    made = script()
    made.write(tmp_path / "regression.csv", *made.simulate(seed=25, n=500))
    assert (tmp_path / "regression.csv").read_bytes() == (DATA / "regression.csv").read_bytes()


def test_the_page_simulates_the_same_numbers():
    cells = jupytext.read(ROOT / "book" / "applications" / "regression.md").cells
    source = next(c.source for c in cells if "def simulate(" in c.source and c.cell_type == "code")
    names = {"np": np}
    exec(source, names)
    for ours, theirs in zip(names["simulate"](25, 500), script().simulate(25, 500), strict=True):
        assert np.array_equal(ours, theirs)
