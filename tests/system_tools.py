"""A missing tool is a failure in CI and a skip elsewhere."""

import os
import shutil

import pytest


def require(program: str) -> str:
    """The path of a system program that a test runs."""
    found = shutil.which(program)
    if found is None:
        reason = f"{program} is not installed: run `make system`"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    return found
