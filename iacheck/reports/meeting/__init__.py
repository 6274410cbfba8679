"""The paper for a meeting: what those who decide need to know of one round of reports.

Every module here turns a run's result and its documents into blocks of one part of the paper;
nothing here reads or writes files.
"""
