"""Lighthouse's scores of one page of each kind, on a telephone and at a desk.

Performance is time, which other tests on the same machine would spoil: `make test` runs these by
themselves, after the others. One good run is enough, else the median of three counts, and a machine
too slow for Lighthouse's own standard (its `benchmarkIndex`) says nothing about a page.
"""

import os

import lighthouse
import pytest


pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.alone,
    pytest.mark.skipif("PYTEST_XDIST_WORKER" in os.environ, reason="`pytest -m alone` runs it"),
]
PERFECT = ["accessibility", "best-practices", "seo"]


@pytest.mark.parametrize("kind", lighthouse.KINDS)
@pytest.mark.parametrize(("preset", "bound"), [("phone", 90), ("desktop", 98)])
def test_a_page_scores(address, kind, preset, bound):
    reports = lighthouse.audits(f"{address}{lighthouse.KINDS[kind]}.html", preset, bound)
    last = reports[-1]
    assert [last.scores[name] for name in PERFECT] == [100, 100, 100], last.faults
    score = lighthouse.performance(reports)
    if score < bound and lighthouse.too_slow(reports):
        pytest.skip(f"this machine is too slow or too busy to tell: {score} on the {kind}")
    assert score >= bound, last.faults
