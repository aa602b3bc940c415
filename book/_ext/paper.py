"""Pages that are printed are light and unfolded; the print rules are in `course.css`."""


def setup(app):
    app.setup_extension("own_scripts")
    app.add_js_file("paper.js", loading_method="defer")
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
