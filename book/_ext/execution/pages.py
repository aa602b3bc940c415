"""Pages as notebooks, and the cache of executed ones."""

from pathlib import Path

from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from myst_nb.core.execute import create_client
from myst_nb.core.execute.cache import NotebookClientCache
from myst_nb.core.read import create_nb_reader
from sphinx.util.logging import getLogger


LOGGER = getLogger(__name__)


class Pages:
    """The book's executed pages.

    Args:
        app: Sphinx's application.
    """

    def __init__(self, app):
        self._env = app.env
        self.settings = app.env.mystnb_config
        self._cache = get_cache(self.settings.execution_cache_path or ".jupyter_cache")

    def read(self, name: str):
        """A page's notebook, or None where the page is not executed by way of the cache."""
        path = Path(self._env.doc2path(name))
        if not path.is_file():
            return None
        text = path.read_text(encoding="utf-8")
        reader = create_nb_reader(str(path), self._env.myst_config, self.settings, text)
        if reader is None:
            return None
        notebook = reader.read(text)
        own = notebook.metadata.get(self.settings.metadata_key, {})
        mode = own.get("execution_mode", self.settings.execution_mode)
        client = create_client(notebook, str(path), self.settings.copy(execution_mode=mode), LOGGER)
        return notebook if isinstance(client, NotebookClientCache) else None

    def executed(self, notebook, inputs: str) -> bool:
        """Whether the cache has a page's outputs, from these inputs."""
        record = self._record(notebook)
        return record is not None and record.data.get("inputs") == inputs

    def keep(self, name: str, result, inputs: str) -> None:
        """Put a page's outputs into the cache, with what they come from."""
        data = {"execution_seconds": result.time, "inputs": inputs}
        bundle = CacheBundleIn(result.nb, self._env.doc2path(name), data=data)
        self._cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)

    def drop(self, notebook) -> None:
        """Take outputs out of the cache: they come from something else than is there now."""
        record = self._record(notebook)
        if record is not None:
            self._cache.remove_cache(record.pk)

    def _record(self, notebook):
        try:
            return self._cache.match_cache_notebook(notebook)
        except KeyError:
            return None
