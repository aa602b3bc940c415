"""A submission that tries to do something to who reads its page, and one that is far too large."""

import base64
import random
import struct
import zlib
from types import SimpleNamespace

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from autograder.grading import Graded, Verdict
from autograder.rebuild import EXTRA


# Ways to run a script, or to fetch something, from text that lands in a page.
ATTACKS = [
    "<script>window.ran = 1; alert(1)</script>",
    "<img src=x onerror='window.ran = 1'><img src=https://example.org/a.png>",
    "<svg onload='window.ran = 1'><script>window.ran = 1</script></svg>",
    "</pre></code></details></main></body></html><script>window.ran = 1</script>",
    "<iframe src='javascript:parent.ran = 1'></iframe><object data=https://example.org/></object>",
    "<style>@import url(https://example.org/a.css); * { display: none }</style>",
    "<link rel=stylesheet href=https://example.org/b.css><base href=https://example.org/>",
    "<meta http-equiv=refresh content='0; url=https://example.org/'>",
    '"><script>window.ran = 1</script><p class="',
    "' autofocus onfocus='window.ran = 1",
    "<a href='javascript:window.ran = 1' id=link>x</a>",
    "[x](javascript:window.ran=1) ![](https://example.org/c.png)",
    "{{ 7 * 7 }} {% raw %} <!-- ]]> <![CDATA[ -->",
    "\x1b[31mred\x1b[0m \x1b]8;;https://example.org/\x07link\x1b]8;;\x07",
    "\x1b[2J \x1bPq\x1b\\ \x9b31m",
    "\x00 \x07 \x08 \ud800 \ufeff \u2028 \u202e \u2066 \u200b \U000e0041",
]
ATTACK = "\n".join(ATTACKS)


def png(width=1, height=1):
    """A PNG of noise, which does not compress, in base64."""
    noise = random.Random(0)
    rows = b"".join(b"\x00" + noise.randbytes(3 * width) for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    chunks = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    ]
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"".join(chunks)).decode()


def outputs(size):
    """Outputs of every kind that hold attacks, a text of `size` characters, and 200 images."""
    noise, small = png(150, 150), png(40, 20)
    rich = {"text/html": ATTACK, "image/svg+xml": ATTACK, "application/javascript": "ran = 1"}
    return [
        new_output("display_data", data=rich | {"text/plain": ATTACK}),
        new_output("display_data", data={"text/html": ATTACK}),
        new_output("display_data", data={"image/png": 'x" onerror="window.ran = 1'}),
        new_output("display_data", data={"image/png": small}),
        new_output("stream", text=ATTACK),
        new_output("stream", text=("\x1b[1;32m█\x1b[0m<&>\r" + "x" * 1000 + "\n") * (size // 1000)),
        new_output("stream", text="y" * size),
        new_output("error", ename=ATTACK, evalue=ATTACK, traceback=[ATTACK] * 50),
        *(new_output("display_data", data={"image/png": noise}) for _ in range(200)),
    ]


def graded(size=50_000_000):
    """The submission as it was judged."""
    marks = [{"nbgrader": {"grade_id": name, "solution": True}} for name in ("double", "essay")]
    long = "x = '" + "a" * 200_000 + "'\n"
    cells = [
        new_code_cell(
            ATTACK + "\n" + long + "\u202e" * 5_000, metadata=marks[0], outputs=outputs(size)
        ),
        new_markdown_cell(
            ATTACK, metadata=marks[1], attachments={"a": {"image/png": png(), "text/html": ATTACK}}
        ),
        *(
            new_code_cell(f"{ATTACK}\n{i}\n" * 50, metadata={"autograder": EXTRA})
            for i in range(500)
        ),
    ]
    tests = [
        Verdict(f"test_double_{i}", "double", i % 2, 2.0, "partial" if i % 2 else "failed", reason)
        for i, reason in enumerate([ATTACK, ATTACK * 1_000, "f is 1.\nHint: <b>x</b>\nRead: x"])
    ]
    return Graded(
        new_notebook(cells=cells), tests, [ATTACK] * 3 + [f"{i} {ATTACK}" for i in range(900)]
    )


def by_hand():
    """Parts that a person grades, with comments that hold attacks."""
    made = [
        ("essay", "essay", None, 5.0, ATTACK, False),
        ("test_double_0", "double", 1.5, 2.0, ATTACK, False),
    ]
    names = ("name", "task", "score", "maximum", "comment", "again")
    return [SimpleNamespace(**dict(zip(names, values, strict=True))) for values in made]
