"""A document as it came in, the schema of its kind, and what is wrong with it."""
