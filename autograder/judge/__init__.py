"""Verdicts formed out of reach of student code.

Student code runs in a kernel of its own. The tests run here; a student's function is a stand-in
(`standin`) that sends arguments to the kernel and gets results back as data (`wire`), or asks for
the function's program.
"""
