"""PDF files to plain rows, in a process of its own: a hostile or broken file stops only that.

Nothing outside this package knows the library that reads PDFs. `process` is its way in; all
else runs in the child process.
"""
