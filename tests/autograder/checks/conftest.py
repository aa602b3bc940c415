"""What the tests of checks share."""

import jax
import pytest


@pytest.fixture(scope="module", autouse=True)
def programs_are_forgotten():
    """Compiled programs take gigabytes over thousands of small functions."""
    yield
    jax.clear_caches()
