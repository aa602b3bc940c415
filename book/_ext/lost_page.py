"""404.html, which a server sends for an address that does not exist: it searches and leads back.

sphinx-notfound-page makes it, with addresses that hold wherever the reader is lost.
"""

from html import escape


BODY = """
<h1>There is no such page</h1>
<p>The address may be mistyped, or the page has moved. Search the course for what it was:</p>
<form class="lost-search" action="{search}" role="search">
  <input type="search" name="q" aria-label="Search the course" required>
  <button type="submit">Search</button>
</form>
<p>Or begin at one of these pages:</p>
<ul>
{links}
</ul>
"""
PLACES = [
    "index",
    "book/problem_sets/index",
    "book/reference/cheatsheet",
    "book/reference/errors",
    "book/reference/glossary",
]


def setup(app):
    # Before notfound makes the page.
    app.connect("html-collect-pages", _fill, priority=100)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _fill(app):
    at = app.config.notfound_urls_prefix
    links = [
        f'<li><a href="{at}{app.builder.get_target_uri(page)}">'
        f"{escape(app.env.titles[page].astext())}</a></li>"
        for page in PLACES
        if page in app.env.titles
    ]
    body = BODY.format(search=f"{at}search.html", links="\n".join(links))
    app.config.notfound_context = {"title": "There is no such page", "body": body}
    return []
