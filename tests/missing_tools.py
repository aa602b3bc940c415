"""A tool that is missing is a failure in CI and a skip elsewhere."""

import os

import pytest


def missing(name: str, cure: str) -> None:
    """End the test that needs the tool; the cure is a command."""
    reason = f"{name} is not installed: run `{cure}`"
    pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
