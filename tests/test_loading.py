"""Loading a rule book: every mistake in it is reported at once, with its file and line."""
