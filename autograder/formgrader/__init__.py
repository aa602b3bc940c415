"""nbgrader's formgrader on a course folder: a server for one person, on this machine."""
