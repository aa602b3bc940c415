"""Every right answer gets full marks; every wrong one loses what it should and is told why."""

from collections import Counter

import pytest
from variants import SOLUTIONS, all_variants, judge, judge_answer, tasks


SETS = sorted(path.parent.name for path in SOLUTIONS.glob("*/*.md"))
VARIANTS = all_variants()


def name(variant):
    return f"{variant.set_name}-{variant.task}-{variant.path.stem}"


@pytest.mark.parametrize("set_name", SETS)
def test_the_reference_gets_full_marks(set_name):
    for task in tasks(set_name):
        verdict = judge_answer(set_name, task)
        assert verdict.reasons == {}, task
        assert verdict.earned == verdict.maximum


@pytest.mark.parametrize("variant", VARIANTS, ids=name)
def test_the_verdict_is_the_one_that_is_due(variant):
    """Right and wrong answers to a task one after the other: they share compiled programs."""
    verdict = judge(variant)
    if variant.right:
        assert verdict.reasons == {}
        assert verdict.earned == verdict.maximum
        return
    assert set(verdict.reasons) == variant.fails, verdict.reasons
    assert variant.told, "say which words the student must be told"
    assert any(variant.told in reason for reason in verdict.reasons.values()), verdict.reasons


@pytest.mark.parametrize("set_name", SETS)
def test_every_task_has_enough_variants(set_name):
    right = Counter(v.task for v in VARIANTS if v.set_name == set_name and v.right)
    wrong = Counter(v.task for v in VARIANTS if v.set_name == set_name and not v.right)
    assert {task for task in tasks(set_name) if right[task] < 4 or wrong[task] < 6} == set()
