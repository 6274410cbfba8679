"""Forms that people fill in, in a workbook or in tables of a text document: plans and reports.

A form is made from the schema of its kind of document: what stands once, and a table for each
list. `layout` says which fields there are, `grids` is what readers make of a file, `filled` turns
grids into a document, and `cells` reads what people write in a cell.
"""
