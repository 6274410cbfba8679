"""Where documents are kept: `open(uri)` gives a `Store`.

A store puts, gets and finds by key, and nothing else; rules never run in it. `mongo.py` and
`sqlite.py` are the only modules of the program that know a database.
"""
