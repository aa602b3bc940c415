"""nbgrader's formgrader as an extension of Jupyter's server, with pages that need no other site."""

from html import escape
from pathlib import Path
from typing import Any

from jupyter_server.serverapp import ServerApp
from nbgrader.server_extensions.formgrader import handlers
from nbgrader.server_extensions.formgrader.base import BaseHandler
from nbgrader.server_extensions.formgrader.formgrader import FormgradeExtension
from tornado import web
from traitlets.config import Config


TEMPLATES = Path(__file__).parent / "templates"


class Formgrader(FormgradeExtension):
    """nbgrader's extension, whose page of a submission is our template over nbgrader's."""

    def build_extra_config(self) -> Config:
        extra = super().build_extra_config()
        extra.HTMLExporter.template_name = "by_hand"
        extra.HTMLExporter.extra_template_basedirs = [str(TEMPLATES), handlers.template_path]
        return extra

    def init_handlers(self, webapp: Any) -> None:
        super().init_handlers(webapp)
        webapp.add_handlers(".*$", [(r"/(?:notebooks|tree|edit)/(.*)", Where)])


class Where(BaseHandler):
    """Where a file lies: nbgrader's pages link to files, and this server opens none."""

    @web.authenticated
    def get(self, path: str) -> None:
        place = escape(str(Path(self.coursedir.root, path).resolve()))
        self.write(
            '<!doctype html><html lang="en"><title>Where the file is</title>'
            '<body style="font: 16px/1.5 sans-serif; margin: 3rem auto; max-width: 45rem">'
            f"<h1>Where the file is</h1><p><code>{place}</code></p><p>This server opens no files "
            "and runs no notebooks. Open a student's notebook elsewhere with care: its code would "
            "run with all that you may do.</p></body></html>"
        )


def _load_jupyter_server_extension(server: ServerApp) -> None:
    extension = Formgrader(parent=server)
    extension.root_dir, extension.log = server.root_dir, server.log
    extension.initialize([])
    extension.init_tornado_settings(server.web_app)
    extension.init_handlers(server.web_app)
