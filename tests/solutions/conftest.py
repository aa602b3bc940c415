"""Programs that one test has compiled are not compiled again by others, in any process."""

from pathlib import Path

from autograder.checks import internals


CACHE = Path(__file__).parents[2] / "_build" / "compiled-in-tests"

internals.cache_everything(str(CACHE))
