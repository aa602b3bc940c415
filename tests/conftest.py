"""What all tests share."""

import pytest
from tiny_course import make


@pytest.fixture
def tiny(tmp_path):
    """A repository in a folder of its own with one tiny problem set."""
    return make(tmp_path)
