"""Reading the text of a StableHLO module: its operations, its loops and how often they run.

The text is what `jax.export.Exported.mlir_module()` gives. It is read line by line; nothing of
it is run. The language: https://openxla.org/stablehlo/spec
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from autograder.checks.internals import is_library_file


MOST_LOOPS = 10_000
INTEGER_STEPS = ("add", "subtract", "convert", "reshape")
NAME = re.compile(r"%\w+(?:#\d+)?")


@dataclass
class Operation:
    """One operation: its name without the dialect, its own line, and the regions below it.

    `names` are those of its results and `inputs` those of its operands, as in `%3` or `%3#1`;
    for a `while` the latter are its initial values, and `carried` what they are called inside.
    """

    name: str
    text: str
    names: tuple[str, ...] = ()
    regions: list["Region"] = field(default_factory=list)
    location: str = ""

    @property
    def callee(self) -> str:
        """The function that a `call` calls."""
        return _symbol(self.text)

    @property
    def inputs(self) -> list[str]:
        right = self.text.partition(" = ")[2] if self.names else self.text
        if self.name == "while":
            return [value for _, value in _pairs(right)]
        return NAME.findall(right)

    @property
    def carried(self) -> list[str]:
        return [name for name, _ in _pairs(self.text.partition(" = ")[2])]

    @property
    def results(self) -> list["TensorType"]:
        """The types of the results (of the loop variables, for a `while`)."""
        signature = self.text.rpartition("->")[2] if "->" in self.text else _after_colon(self.text)
        return TensorType.all_in(signature)

    @property
    def operands(self) -> list["TensorType"]:
        """The types of the operands, where the line says them; else those of the results."""
        signature = _after_colon(self.text)
        inputs, arrow, _ = signature.partition("->")
        return TensorType.all_in(inputs) if arrow else self.results


@dataclass
class Region:
    """A list of operations: the body of a function, a loop's condition or body, a branch."""

    operations: list[Operation] = field(default_factory=list)
    arguments: list[str] = field(default_factory=list)
    returned: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class TensorType:
    """`tensor<4x3xf32>`: shape (4, 3), element type "f32"."""

    shape: tuple[int, ...]
    element: str

    @property
    def size(self) -> int:
        return math.prod(self.shape)

    @property
    def is_float(self) -> bool:
        return self.element.startswith(("f", "bf", "complex"))

    @classmethod
    def all_in(cls, text: str) -> list["TensorType"]:
        found = re.findall(r"tensor<((?:[0-9?]+x)*)(complex<\w+>|\w+)>", text)
        return [
            cls(tuple(int(n) for n in dims.split("x")[:-1] if n != "?"), element)
            for dims, element in found
        ]


@dataclass(frozen=True)
class Loop:
    """A `while` of the program.

    `iterations` is their number where the program fixes it (a scan, a `fori_loop` with known
    bounds), and None where data decide. `depth` is 0 for a loop inside no other. `library` marks
    a loop that a function of JAX's brought along, as far as the program tells where it came from.
    """

    iterations: int | None
    depth: int
    function: str
    carries_floats: bool
    library: bool = False


class Module:
    """A StableHLO module as functions of operations."""

    def __init__(self, text: str):
        self.functions: dict[str, Region] = {}
        self.element_types: set[str] = {tensor.element for tensor in TensorType.all_in(text)}
        self._places = dict(re.findall(r"^(#loc\d*) = loc\((.*)\)$", text, re.M))
        self._counts: dict[str, Counter[str]] = {}
        _Reader(self.functions).read(text)

    def count(self, function: str = "main") -> Counter[str]:
        """Operations by name: those in loops once, those of a called function once a call."""
        return self._tally(function, lambda operation: operation.name, self._counts)

    def custom_calls(self) -> Counter[str]:
        """Calls of code outside the program, by name."""
        return self._tally("main", lambda op: op.callee if op.name == "custom_call" else None, {})

    def loops(self) -> list[Loop]:
        """Every `while`, in the order of the program, once a call of the function it stands in."""
        return list(islice(self._loops("main", [], 0), MOST_LOOPS))

    def iterations(self, loop: Operation, known: dict[str, int]) -> int | None:
        """How often a `while` runs, if its counter goes from constant to constant in equal steps.

        Args:
            known: the integer constants that are in sight, by name.
        """
        if len(loop.regions) != 2:
            return None
        condition, body = loop.regions
        names, first = loop.carried, [known.get(name) for name in loop.inputs]
        carried = {name: (name, 0) for name in names}
        constants: dict[str, tuple[str, int]] = {n: ("", value) for n, value in known.items()}
        after = self._steps(body, constants | carried)
        steps = {}
        for name, end in zip(names, body.returned, strict=False):
            counter, step = after.get(end, ("?", 0))
            if counter == name:
                steps[name] = step
        start = {n: v for n, v in zip(names, first, strict=False) if v is not None and n in steps}
        fixed = {n: ("", v) for n, v in start.items() if steps[n] == 0}
        values = self._steps(condition, constants | carried | fixed)
        return _trips(condition, values, start, steps)

    def constants(self, operations: list[Operation], known: dict[str, int]) -> dict[str, int]:
        """`known`, and the integers that these operations fix."""
        values = {name: ("", value) for name, value in known.items()}
        found = self._steps(Region(operations), values)
        return {name: value for name, (counter, value) in found.items() if not counter}

    def _tally(
        self, function: str, of: Callable[[Operation], str | None], done: dict[str, Counter]
    ) -> Counter[str]:
        """What `of` says of every operation that a function reaches, each function read once."""
        if function not in done:
            done[function] = Counter()
            region = self.functions.get(function, Region())
            for operation in _all_operations(region):
                if operation.name == "call":
                    done[function] += self._tally(operation.callee, of, done)
                elif (told := of(operation)) is not None:
                    done[function][told] += 1
        return done[function]

    def _loops(self, function: str, given: list[int | None], depth: int) -> Iterator[Loop]:
        if not self.count(function)["while"]:
            return
        region = self.functions.get(function, Region())
        pairs = zip(region.arguments, given, strict=False)
        known = {name: value for name, value in pairs if value is not None}
        yield from self._loops_in(function, region, known, depth)

    def _loops_in(
        self, function: str, region: Region, known: dict[str, int], depth: int
    ) -> Iterator[Loop]:
        known = self.constants(region.operations, known)
        for operation in region.operations:
            if operation.name == "call":
                given = [known.get(name) for name in operation.inputs]
                yield from self._loops(operation.callee, given, depth)
            elif operation.name == "while":
                floats = any(kind.is_float for kind in operation.results)
                times = self.iterations(operation, known)
                library = is_library_file(self._file(operation.location))
                yield Loop(times, depth, function, floats, library)
            inner = depth + (operation.name == "while")
            within = known | _unchanged(operation, known)
            for below in operation.regions:
                yield from self._loops_in(function, below, within, inner)

    def _steps(self, region: Region, values: dict[str, tuple[str, int]]) -> dict:
        """Integers as a loop's counter plus a constant, or as constants (the counter is "")."""
        values = dict(values)
        for operation in region.operations:
            if operation.name == "call":
                inner = self.functions.get(operation.callee, Region())
                if len(inner.operations) > 20 or any(op.name == "call" for op in inner.operations):
                    continue
                given = zip(inner.arguments, operation.inputs, strict=False)
                there = self._steps(inner, {a: values[n] for a, n in given if n in values})
                found = [there.get(name) for name in inner.returned]
            else:
                found = [_step(operation, values)]
            for name, value in zip(operation.names, found, strict=False):
                if value is not None:
                    values[name] = value
        return values

    def _file(self, location: str) -> str:
        """The file of the innermost call that a location tells of."""
        for _ in range(100):
            found = re.search(r'"([^"]*)":\d+|#loc\d*', location)
            if not found:
                return ""
            if found[1] is not None:
                return found[1]
            location = self._places.get(found[0], "")
        return ""


def _unchanged(operation: Operation, known: dict[str, int]) -> dict[str, int]:
    """The integers that a loop carries along and leaves as they were."""
    if operation.name != "while" or not operation.regions:
        return {}
    triples = zip(operation.carried, operation.inputs, operation.regions[-1].returned, strict=False)
    return {name: known[first] for name, first, end in triples if name == end and first in known}


def _step(operation: Operation, values: dict[str, tuple[str, int]]) -> tuple[str, int] | None:
    """An integer as a counter plus a constant, if the operation is that simple."""
    if operation.name == "constant":
        found = re.search(r"constant dense<(-?\d+)> : tensor<u?i\d+>", operation.text)
        return ("", int(found[1])) if found else None
    if operation.name not in INTEGER_STEPS:
        return None
    if not re.search(r"tensor<u?i(?!1>)\d+>\)?$", operation.text):
        return None
    given = [values.get(name) for name in operation.inputs]
    if None in given:
        return None
    if len(given) == 1:
        return given[0]
    (left, a), (right, b) = given
    if operation.name == "add":
        return (left or right, a + b) if not (left and right) else None
    return (left, a - b) if not right else None


def _trips(
    condition: Region, values: dict, start: dict[str, int], steps: dict[str, int]
) -> int | None:
    """The number of iterations, where the condition compares a counter with a constant."""
    test = [op for op in condition.operations if op.names[:1] == tuple(condition.returned)]
    relation = re.search(r"compare\s+(\w\w),", test[0].text) if test else None
    if not relation:
        return None
    sides = [values.get(name) for name in test[0].inputs]
    if None in sides or bool(sides[0][0]) == bool(sides[1][0]):
        return None
    turned = not sides[0][0]
    (counter, offset), (_, last) = reversed(sides) if turned else sides
    if counter not in start:
        return None
    kind = {"LT": "GT", "GT": "LT", "LE": "GE", "GE": "LE"}.get(relation[1]) if turned else None
    return _count_up(start[counter] + offset, last, steps[counter], kind or relation[1])


def _count_up(first: int, last: int, step: int, relation: str) -> int | None:
    """How many of first, first + step, ... stand in the relation to `last` before one does not."""
    if relation in ("GT", "GE"):
        first, last, step = -first, -last, -step
        relation = "LT" if relation == "GT" else "LE"
    if relation == "LE":
        relation, last = "LT", last + 1
    if relation == "LT" and (first >= last or step > 0):
        return max(-((first - last) // step), 0) if first < last else 0
    if relation == "NE" and step and (last - first) % step == 0:
        return max((last - first) // step, 0) if (last - first) // step >= 0 else None
    return None


def _all_operations(region: Region) -> Iterator[Operation]:
    for operation in region.operations:
        yield operation
        for below in operation.regions:
            yield from _all_operations(below)


_OPERATION = re.compile(r'"?(?:stablehlo|chlo|func|mhlo|shape)?\.?(\w+)')
_RESULTS = re.compile(r"^(%\w+)(?::(\d+))?((?:, %\w+(?::\d+)?)*) = ")
_STRING = re.compile(r'(?<!@)"(?!stablehlo|chlo|func|mhlo)[^"]*"')
_LOCATION = re.compile(r"\sloc\((.*)\)$")


class _Reader:
    """Fills a table of functions from the text: a stack of open regions, one line at a time."""

    def __init__(self, functions: dict[str, Region]):
        self.functions = functions
        self.open: list[Region | None] = []

    def read(self, text: str) -> None:
        for raw in text.splitlines():
            line = raw.strip()
            if not line or line.startswith(("#", "^", "//")):
                continue
            location = _LOCATION.search(line) if line.endswith(")") else None
            if location:
                line = line[: location.start()]
            self._line(_STRING.sub('""', line), location[1] if location else "")

    def _line(self, line: str, location: str) -> None:
        if line.startswith("}"):
            self._close(line, location)
        elif line.startswith(("module", "func.func")):
            self._declare(line)
        elif line.startswith(("cond {", "reducer(", "do {")):
            self._open()
        else:
            self._add(line, location)

    def _close(self, line: str, location: str) -> None:
        if self.open:
            self.open.pop()
        if line.endswith("{"):
            self._open()
            return
        owner = self._owner()
        if owner is not None and owner.regions:
            owner.location = location
            if line.startswith("})"):  # the generic form: the types come last
                owner.text += " " + line.lstrip("})")

    def _declare(self, line: str) -> None:
        name = _symbol(line) if line.startswith("func.func") else ""
        region = Region(arguments=re.findall(r"(%arg\d+): ", line)) if name else None
        if region is not None:
            self.functions[name] = region
        self.open.append(region)

    def _add(self, line: str, location: str) -> None:
        """An operation, and the region that its line opens."""
        if not self.open or self.open[-1] is None:
            return
        results = _RESULTS.match(line)
        found = _OPERATION.match(line, results.end() if results else 0)
        if not found:
            return
        if found[1] == "return":
            self.open[-1].returned = NAME.findall(line)
            return
        names = _result_names(results[0]) if results else ()
        self.open[-1].operations.append(Operation(found[1], line, names, location=location))
        if line.endswith("{"):
            self._open()

    def _open(self) -> None:
        """A new region of the operation that was read last."""
        region, owner = Region(), self._owner()
        if owner is not None:
            owner.regions.append(region)
        self.open.append(region)

    def _owner(self) -> Operation | None:
        parent = next((region for region in reversed(self.open) if region is not None), None)
        return parent.operations[-1] if parent is not None and parent.operations else None


def _symbol(text: str) -> str:
    """The name of the function that a line defines or calls."""
    found = re.search(r'@(?:"([^"]*)"|([\w.$-]+))', text)
    return (found[1] or found[2]) if found else ""


def _result_names(text: str) -> tuple[str, ...]:
    """The names of `%0 = `, `%0:2 = ` and `%0, %1 = `."""
    names = []
    for name, count in re.findall(r"(%\w+)(?::(\d+))?", text):
        names += [f"{name}#{i}" for i in range(int(count))] if count else [name]
    return tuple(names)


def _pairs(text: str) -> list[tuple[str, str]]:
    """What stands in the parentheses of `while(%iterArg = %c, %iterArg_0 = %1)`."""
    return re.findall(r"(%\w+) = (%\w+(?:#\d+)?)", text)


def _after_colon(text: str) -> str:
    return text.rpartition(" : ")[2]
