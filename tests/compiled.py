"""Where tests keep what they compiled, for other tests in other processes."""

from pathlib import Path


CACHE = Path(__file__).parents[1] / "_build" / "compiled-in-tests"
# The same for processes that a test starts.
ENVIRONMENT = {
    "JAX_COMPILATION_CACHE_DIR": str(CACHE),
    "JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS": "0",
    "JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES": "-1",
}
