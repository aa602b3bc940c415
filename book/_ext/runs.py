"""How a page was executed, as it was recorded then: a build on another machine changes nothing."""

from dataclasses import dataclass
from datetime import datetime


@dataclass
class Run:
    """`jax` and `device` are empty where no record was made."""

    when: datetime
    seconds: float | None
    succeeded: bool
    python: str
    jax: str
    device: str

    @property
    def day(self):
        return f"{self.when.day} {self.when:%B %Y}"


def run_of(env, docname):
    """The run whose outputs the page shows, or None for a page that is not executed."""
    data = getattr(env, "nb_metadata", {}).get(docname, {}).get("exec_data")
    if not data:
        return None
    # What `page_kernels.recorder` noted.
    noted = env.metadata[docname].get("language_info", {})
    return Run(
        when=datetime.fromtimestamp(data["mtime"]),
        seconds=data["runtime"],
        succeeded=data["succeeded"],
        python=noted.get("version", ""),
        jax=noted.get("jax", ""),
        device=noted.get("device", ""),
    )
