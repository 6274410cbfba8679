"""Checks plans and reports of inclusive working life against declarative rules."""

__version__ = "0.1.0"
