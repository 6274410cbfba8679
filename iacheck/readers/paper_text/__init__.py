"""The lines of a half-year paper, whatever its format, to the reports in it."""
