"""Files that LibreOffice makes a Word or Excel file of, in a process of its own."""
