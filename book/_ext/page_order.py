"""The order of the book's pages."""


def in_order(env, page=None):
    """The names of all pages as the book's contents have them, from `page` or the first on."""
    page = page or env.config.root_doc
    yield page
    for below in env.toctree_includes.get(page, []):
        yield from in_order(env, below)
