"""Empty forms, and forms with a document in them, for people to fill in.

`description` says what a workbook holds, in plain texts of one language; `forms` makes that from
a form and the demands on it; `workbook` writes it as bytes.
"""
