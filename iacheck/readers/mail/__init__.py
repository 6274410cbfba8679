"""Mails: which parts of them are their own text."""
