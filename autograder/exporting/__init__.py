"""Scores on their way out: our own tables, and what Canvas, Moodle and Gradescope read."""
