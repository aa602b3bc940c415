"""A cell that times something is told from one that does not."""

import pytest
from execution.clocks import timing_cells
from nbformat.v4 import new_code_cell, new_notebook


SECONDS = "def seconds(f):\n    return perf_counter() - f()"
NEXT = "\n---\n"
THAT_TIME = {
    "a clock": "began = time.perf_counter()",
    "the time of day": "import time\nbegan = time.time()",
    "a command": "%timeit f(x)",
    "a command of the cell": "%%time\nf(x)",
    "a profile": "with jax.profiler.trace('/tmp/trace'):\n    f(x)",
    "a function that does": SECONDS + NEXT + "print(seconds(f))",
    "by way of another": SECONDS + NEXT + "def ratio(f): seconds(f)\nrows = [ratio(f) for f in fs]",
    "a script": "code = 'import time; time.perf_counter()'" + NEXT + "run(code)",
}
THAT_DO_NOT = {
    "a definition": SECONDS,
    "what was measured": SECONDS + NEXT + "a = seconds(f)" + NEXT + "print(a, 'seconds')",
    "waiting": "import time\ntime.sleep(1)",
    "a mistake": "for x in:",
}


@pytest.mark.parametrize("cells", THAT_TIME.values(), ids=THAT_TIME)
def test_these_cells_run_alone(cells):
    assert last(cells) in timing_cells(notebook(cells))


@pytest.mark.parametrize("cells", THAT_DO_NOT.values(), ids=THAT_DO_NOT)
def test_these_cells_share_the_machine(cells):
    assert last(cells) not in timing_cells(notebook(cells))


def notebook(cells):
    return new_notebook(cells=[new_code_cell(cell) for cell in cells.split(NEXT)])


def last(cells):
    return cells.count(NEXT)
