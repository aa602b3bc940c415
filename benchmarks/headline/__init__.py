"""The headline figures of this book, and of the documents it grew from, measured side by side.

    python -m benchmarks.headline [--only vfi] [--rounds 3] [--small] [--out FILE]

`topics/` holds one module for each: what is computed, in which ways. `case` says what a way is,
`clock` times ways in turn, `limits` measures what the hardware can do, `machine` says which it is.
"""
