"""A case is checked, then timed; topics become results."""

from collections.abc import Callable

import jax

from benchmarks.headline import clock, limits
from benchmarks.headline.case import DOCUMENT, OURS, Case, Topic, Way


Note = Callable[[str], None]


class WrongAnswer(Exception):
    """A way is further from the truth than its case allows."""


def run_topic(topic: Topic, rounds: int, small: bool, bounds: dict, note: Note) -> dict:
    """The results of all cases of a topic."""
    with jax.enable_x64(topic.x64):
        found = [run_case(case, rounds, bounds, note) for case in topic.cases(small)]
    return {"name": topic.name, "title": topic.title, "cases": found}


def run_case(case: Case, rounds: int, bounds: dict, note: Note) -> dict:
    ways = [way for way in case.ways if way is not None]
    ours = next(way for way in ways if way.kind == OURS)
    facts = {way.name: first_look(way, case, note) for way in ways}
    times = clock.in_turn({way.name: way.run for way in ways}, rounds, note)
    rows = [facts[way.name] | timed(times[way.name], times[ours.name]) for way in ways]
    limit = limits.bound(case.work, bounds)
    shares = [limit["seconds"] / taken for taken in times[ours.name]]
    return {
        "name": case.name,
        "title": case.title,
        "error": case.error_is,
        "published": case.published,
        "published ratio": case.published_ratio,
        "ways": rows,
        "ahead": ahead(ways, rows),
        "limit": limit | {"share": clock.spread(shares)},
    }


def first_look(way: Way, case: Case, note: Note) -> dict:
    """What is found before any timing: the first call, the error, the memory."""
    note(f"{way.name}, first call")
    results = []
    first = clock.seconds(lambda: results.append(way.run()) or results[0])
    error = case.error(way.answer() if way.answer else results[0])
    if not error <= case.tolerance:
        raise WrongAnswer(
            f"{case.name}, {way.name}: {case.error_is} is {error:.2g}, "
            f"which is above {case.tolerance:.2g}"
        )
    found = {"name": way.name, "kind": way.kind, "note": way.note, "same": way.same}
    found |= {"first call": first, "error": error}
    return found | ({"memory": memory(way)} if way.program else {})


def memory(way: Way) -> dict[str, int]:
    """Bytes of the compiled program's arguments, temporaries and results."""
    found = way.program().memory_analysis()
    return {
        "arguments": found.argument_size_in_bytes,
        "temporaries": found.temp_size_in_bytes,
        "results": found.output_size_in_bytes,
    }


def timed(times: list[float], ours: list[float]) -> dict:
    return {"seconds": clock.spread(times), "rounds": times, "ratio": clock.ratios(times, ours)}


def ahead(ways: list[Way], rows: list[dict]) -> dict | None:
    """How many times as long as ours the document's fastest way takes; None where it is ours."""
    theirs = [row for way, row in zip(ways, rows, strict=True) if way.kind == DOCUMENT]
    if not theirs:
        return None
    fastest = min(theirs, key=lambda row: row["ratio"]["median"])
    return {"of": fastest["name"]} | fastest["ratio"]
