"""Floating-point operations of a StableHLO program, as a compiler would leave them.

An operation on the same values counts once however often it is written, and one in a loop whose
operands come from outside the loop counts once a loop, as compilers merge the former and move the
latter out. The figure is the same on every machine.
"""

import hashlib
import math
import re
from dataclasses import dataclass, field

from autograder.checks.stablehlo import INTEGER_STEPS, NAME, Module, Operation, Region


LONGEST = 1_000_000
FREE = (  # what moves or names values and computes nothing
    *(
        "bitcast_convert",
        "broadcast_in_dim",
        "concatenate",
        "constant",
        "convert",
        "copy",
        "gather",
    ),
    *("dynamic_slice", "dynamic_update_slice", "get_tuple_element", "iota", "optimization_barrier"),
    *(
        "pad",
        "reshape",
        "reverse",
        "select",
        "slice",
        "transpose",
        "tuple",
        "real",
        "imag",
        "complex",
    ),
)


class TooLong(ValueError):
    """The program has more operations than anybody would wait for."""


@dataclass
class Arithmetic:
    """What a run of a program computes.

    Attributes:
        flops: floating-point operations (additions, multiplications, comparisons, function
            values, each counted as one), with a loop's body once an iteration, and once where
            data decide how often it runs.
        elements: element types of arithmetic on values that come from the program's arguments.
    """

    flops: float
    elements: set[str]

    @classmethod
    def of(cls, module: Module) -> "Arithmetic":
        """Count a module.

        Raises:
            TooLong: the program has more than a million operations, calls written out.
        """
        counter = _Counter(module)
        main = module.functions.get("main", Region())
        counter.run(main, {name: counter.new(0, fed=True) for name in main.arguments})
        return cls(counter.flops, counter.elements)


@dataclass
class _Counter:
    """Numbers values so that equal ones get the same number, and counts each once.

    Each number has the depth of the loop in which its value changes, and whether it is `fed` by
    the program's arguments.
    """

    module: Module
    flops: float = 0.0
    elements: set[str] = field(default_factory=set)
    depths: list[int] = field(default_factory=list)
    fed: list[bool] = field(default_factory=list)
    integers: dict[int, int] = field(default_factory=dict)
    times: list[float] = field(default_factory=lambda: [1.0])
    known: dict[tuple, list[int]] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)
    steps: int = 0

    def new(self, depth: int, fed: bool) -> int:
        self.depths.append(depth)
        self.fed.append(fed)
        return len(self.depths) - 1

    def run(self, region: Region, names: dict[str, int]) -> list[int]:
        """Count a region in which these names are known; the numbers of what it returns."""
        names = dict(names)
        for operation in region.operations:
            self.steps += 1
            if self.steps > LONGEST:
                raise TooLong(f"The program has more than {LONGEST:,} operations.")
            results = self._operation(operation, names)
            names |= zip(operation.names, results, strict=False)
        return [names[name] for name in region.returned if name in names]

    def _operation(self, operation: Operation, names: dict[str, int]) -> list[int]:
        inputs = [names[name] for name in operation.inputs if name in names]
        key = self._key(operation, inputs, names)
        if key in self.known:
            return self.known[key]
        if operation.name == "call":
            callee = self.module.functions.get(operation.callee, Region())
            found = self.run(callee, dict(zip(callee.arguments, inputs, strict=False)))
        elif operation.name == "while":
            found = self._while(operation, inputs, names)
        elif operation.name in ("case", "if"):
            found = self._branches(operation, names)
        else:
            found = self._once(operation, inputs)
        self.known[key] = found
        return found

    def _key(self, operation: Operation, inputs: list[int], names: dict[str, int]) -> tuple:
        """What equal operations on equal values have in common."""
        if operation.name == "call":
            return (self._form(operation.callee), *inputs)
        within: dict[str, str] = {}

        def canonical(name: re.Match) -> str:
            known = names.get(name[0])
            return within.setdefault(name[0], f"@{len(within)}") if known is None else str(known)

        lines = [self._text(operation), *self._below(operation.regions)]
        return tuple(NAME.sub(canonical, line) for line in lines)

    def _text(self, operation: Operation) -> str:
        """An operation without the names of its results; what it calls by content, not by name."""
        text = operation.text.partition(" = ")[2] if operation.names else operation.text
        if operation.name != "call":
            return text
        return f"{self._form(operation.callee)} {operation.inputs}"

    def _below(self, regions: list[Region]) -> list[str]:
        """The lines of regions, at all depths."""
        lines = []
        for region in regions:
            for inner in region.operations:
                lines += [" ".join(inner.names), self._text(inner), *self._below(inner.regions)]
            lines.append(" ".join(region.returned))
        return lines

    def _form(self, function: str) -> str:
        """A digest of a function's content: functions alike have one, whatever their names."""
        if function not in self.forms:
            region = self.module.functions.get(function, Region())
            content = "\n".join(self._below([region]))
            self.forms[function] = hashlib.sha256(content.encode()).hexdigest()
        return self.forms[function]

    def _once(self, operation: Operation, inputs: list[int]) -> list[int]:
        """An operation that was not met before."""
        depth = max((self.depths[i] for i in inputs), default=0)
        fed = any(self.fed[i] for i in inputs)
        flops = cost(operation)
        self.flops += flops * self.times[depth]
        if flops and fed:
            kinds = [*operation.results, *operation.operands]
            self.elements |= {kind.element for kind in kinds if kind.is_float}
        results = [self.new(depth, fed) for _ in operation.names]
        if operation.name in ("constant", *INTEGER_STEPS):
            self._remember(operation, inputs, results)
        return results

    def _remember(self, operation: Operation, inputs: list[int], results: list[int]) -> None:
        """An integer that the program fixes, should a loop count up to it."""
        sights = dict(zip(operation.inputs, inputs, strict=False))
        known = {name: self.integers[i] for name, i in sights.items() if i in self.integers}
        found = self.module.constants([operation], known)
        for name, number in zip(operation.names, results, strict=True):
            if name in found:
                self.integers[number] = found[name]

    def _while(self, loop: Operation, inputs: list[int], names: dict[str, int]) -> list[int]:
        known = {n: self.integers[i] for n, i in names.items() if i in self.integers}
        iterations = self.module.iterations(loop, known)
        returned = loop.regions[-1].returned if loop.regions else []
        self.times.append(self.times[-1] * (1 if iterations is None else iterations))
        depth = len(self.times) - 1
        inner = dict(names)
        for name, first, end in zip(loop.carried, inputs, returned, strict=False):
            inner[name] = first if end == name else self.new(depth, fed=True)
        for region in loop.regions:
            self.run(region, inner)
        self.times.pop()
        return [self.new(depth - 1, fed=True) for _ in loop.names]

    def _branches(self, choice: Operation, names: dict[str, int]) -> list[int]:
        """The dearest of the branches."""
        before, dearest = self.flops, 0.0
        for region in choice.regions:
            self.flops = before
            self.run(region, names)
            dearest = max(dearest, self.flops - before)
        self.flops = before + dearest
        return [self.new(len(self.times) - 1, fed=True) for _ in choice.names]


def cost(operation: Operation) -> float:
    """One operation's additions, multiplications, comparisons and function values."""
    results, operands = operation.results, operation.operands
    if not any(kind.is_float for kind in [*results, *operands]):
        return 0.0
    if operation.name in _FORMULAS:
        return float(_FORMULAS[operation.name](operation))
    if operation.name in FREE:
        return 0.0
    return float(results[0].size if results else 0)


def _dot(operation: Operation) -> float:
    found = re.search(r"contracting_dims = \[([\d, ]*)\]", operation.text)
    axes = [int(i) for i in found[1].split(",") if i.strip()] if found else []
    shape = operation.operands[0].shape
    return 2.0 * operation.results[0].size * math.prod(shape[i] for i in axes)


def _convolution(operation: Operation) -> float:
    """Two for each entry of the result and of the kernel of its channel, padding included."""
    kernel = operation.operands[1]
    labels = re.search(r"\]x\[([^\]]*)\]->", operation.text)
    names = [name.strip() for name in labels[1].split(",")] if labels else []
    outputs = kernel.shape[names.index("o")] if "o" in names else 1
    return 2.0 * operation.results[0].size * kernel.size / max(outputs, 1)


def _reduction(operation: Operation) -> float:
    return operation.operands[0].size * _body(operation)


def _window(operation: Operation) -> float:
    """As if by doubling: a prefix sum of n entries costs n log2(n)."""
    found = re.search(r"window_dimensions = array<i64: ([\d, ]+)>", operation.text)
    width = math.prod(int(n) for n in found[1].split(",")) if found else 2
    return operation.results[0].size * math.ceil(math.log2(max(width, 2)))


def _scatter(operation: Operation) -> float:
    return operation.operands[-1].size * _body(operation, least=0)


def _sort(operation: Operation) -> float:
    kind = operation.operands[0]
    found = re.search(r"dimension = (\d+)", operation.text)
    length = kind.shape[int(found[1])] if found and kind.shape else 1
    return kind.size * math.ceil(math.log2(max(length, 2)))


def _fourier(operation: Operation) -> float:
    """5 n log2(n), after Cooley and Tukey."""
    lengths = re.search(r"length = \[([\d, ]+)\]", operation.text)
    n = math.prod(int(i) for i in lengths[1].split(",")) if lengths else 1
    return 5.0 * operation.operands[0].size * math.log2(max(n, 2))


def _body(operation: Operation, least: int = 1) -> float:
    """Operations for each pair of entries that a reduction combines."""
    inner = [op for region in operation.regions for op in region.operations]
    return max(sum(cost(op) for op in inner), least)


def _routine(operation: Operation) -> float:
    """Leading terms for LAPACK's routines (Golub and Van Loan, Matrix Computations, 4th ed.)."""
    operands, name = operation.operands, operation.callee or operation.name
    if "trsm" in name or name == "triangular_solve":
        return float(operands[0].shape[-1] * operands[1].size)
    if "gtsv" in name:
        return 8.0 * operands[-1].size
    if not operands or len(operands[0].shape) < 2 or name.startswith(("mhlo.", "chlo.")):
        return float(operation.results[0].size if operation.results else 0)
    *batch, m, n = operands[0].shape
    k = min(m, n)
    terms = {
        "getrf": 2 * m * n * k - (m + n) * k**2 + 2 * k**3 / 3,
        "potrf": n**3 / 3,
        "cholesky": n**3 / 3,
        "geqrf": 2 * k**2 * (max(m, n) - k / 3),
        "orgqr": 2 * k**2 * (max(m, n) - k / 3),
        "ungqr": 2 * k**2 * (max(m, n) - k / 3),
        "syev": 9.0 * n**3,
        "heev": 9.0 * n**3,
        "gesdd": 4 * m * n * k + 22.0 * k**3,
        "gesvd": 4 * m * n * k + 22.0 * k**3,
        "geev": 25.0 * n**3,
        "gees": 25.0 * n**3,
        "gehrd": 10 * n**3 / 3,
        "sytrd": 4 * n**3 / 3,
    }
    flops = next((count for routine, count in terms.items() if routine in name), 0.0)
    return max(float(flops), 0.0) * math.prod(batch)


_FORMULAS = {
    "dot_general": _dot,
    "convolution": _convolution,
    "reduce": _reduction,
    "reduce_window": _window,
    "scatter": _scatter,
    "sort": _sort,
    "fft": _fourier,
    "custom_call": _routine,
    "triangular_solve": _routine,
    "cholesky": _routine,
}
