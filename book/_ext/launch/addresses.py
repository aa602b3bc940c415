"""Where a page's notebook is opened; all of it follows from the repository in `_config.yml`."""

from urllib.parse import quote, urlencode


FOLDER = "_notebooks"
"""The folder of the site that holds the notebooks."""

BRANCH = "notebooks"
"""The branch of the repository that holds the same files."""


class Addresses:
    def __init__(self, config):
        options = config.html_theme_options
        self.repository = options["repository_url"].rstrip("/").removesuffix(".git")
        self.branch = options["repository_branch"]

    @property
    def _slug(self):
        """The repository as GitHub names it, `owner/name`."""
        return "/".join(self.repository.split("/")[-2:])

    def colab(self, page):
        """The notebook of `page` in Colab."""
        return f"https://colab.research.google.com/github/{self._slug}/blob/{BRANCH}/{page}.ipynb"

    def binder(self, page):
        """The notebook of `page` in JupyterLab on Binder.

        The image is made from `binder/` in the book's branch; nbgitpuller brings the notebooks.
        """
        name = self._slug.split("/")[1]
        pull = {
            "repo": self.repository,
            "branch": BRANCH,
            "urlpath": f"lab/tree/{name}/{page}.ipynb",
        }
        inside = quote(f"git-pull?{urlencode(pull)}", safe="")
        return f"https://mybinder.org/v2/gh/{self._slug}/{self.branch}?urlpath={inside}"

    @property
    def build(self):
        """Where Binder tells how it makes the same image's machine, as a stream of events."""
        return f"https://mybinder.org/build/gh/{self._slug}/{self.branch}"
