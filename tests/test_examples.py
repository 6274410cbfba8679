"""The examples of a rule: every way an example can be wrong, its two forms and its defaults."""
