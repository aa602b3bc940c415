"""Writes into the folder of compiled programs.

Told: wrote 0 files
"""

import glob


folder = jax.config.jax_compilation_cache_dir or "/run/compiled"
written = 0
for path in glob.glob(f"{folder}/*") + [f"{folder}/mine"]:
    try:
        with open(path, "wb") as file:
            file.write(b"poison")
        written += 1
    except OSError:
        continue


def double(x):
    raise RuntimeError(f"wrote {written} files")
