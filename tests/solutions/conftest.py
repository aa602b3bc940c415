"""Programs that one test has compiled are not compiled again by others, in any process."""

from pathlib import Path

import jax


CACHE = Path(__file__).parents[2] / "_build" / "compiled-in-tests"

jax.config.update("jax_compilation_cache_dir", str(CACHE))
jax.config.update("jax_persistent_cache_min_compile_time_secs", 0.0)
jax.config.update("jax_persistent_cache_min_entry_size_bytes", -1)
