"""Checks for the test cells of a problem set.

Each check is one call. It prints a line and returns if the student's function is right, or
raises `CheckFailed` with a message that says what was called, what was expected, what was seen,
what the likely cause is and where to read about it. The same call reads alike in the student's
notebook and in the grader. A check looks at values and programs, never at a clock.

Every check takes `hint` (the author's word on the likely cause), `success` (the line to print
when it passes; "" for none) and `call` (how the message names the call) besides its own arguments.

| to see that | call |
|---|---|
| values are right | `close`, `agrees`, `array`, `parts` |
| an error is raised | `raises` |
| inputs are left alone, nothing is hidden | `unchanged`, `pure` |
| JAX can compile and map it | `jittable`, `compilations`, `vmappable`, `no_callbacks` |
| the precision is that of the inputs | `keeps_dtype` |
| loops are what they should be | `vectorized`, `uses_loop`, `avoids_loop` |
| derivatives are right | `differentiable`, `finite_gradient` |
| random numbers are in order | `keys_used_once`, `depends_on_key`, `independent`, `distributed` |
| estimates are right | `within_standard_errors`, `unbiased` |
| it costs what it may | `memory`, `flops`, `growth` |

`Program` is the function as data, for what no check asks; `Score` gives partial credit.
"""

from autograder.checks.compiling import (
    avoids_loop,
    compilations,
    jittable,
    keeps_dtype,
    no_callbacks,
    uses_loop,
    vectorized,
    vmappable,
)
from autograder.checks.derivatives import differentiable, finite_gradient
from autograder.checks.draws import (
    distributed,
    independent,
    unbiased,
    within_standard_errors,
)
from autograder.checks.fresh import agrees
from autograder.checks.keys import depends_on_key, keys_used_once
from autograder.checks.outcome import AuthorError, CheckFailed
from autograder.checks.program import NoProgram, Program
from autograder.checks.purity import pure
from autograder.checks.resources import flops, growth, memory, temporary_bytes
from autograder.checks.score import Score
from autograder.checks.values import array, close, parts, raises, unchanged


__all__ = [
    "AuthorError",
    "CheckFailed",
    "NoProgram",
    "Program",
    "Score",
    "agrees",
    "array",
    "avoids_loop",
    "close",
    "compilations",
    "depends_on_key",
    "differentiable",
    "distributed",
    "finite_gradient",
    "flops",
    "growth",
    "independent",
    "jittable",
    "keeps_dtype",
    "keys_used_once",
    "memory",
    "no_callbacks",
    "parts",
    "pure",
    "raises",
    "temporary_bytes",
    "unbiased",
    "unchanged",
    "uses_loop",
    "vectorized",
    "vmappable",
    "within_standard_errors",
]
