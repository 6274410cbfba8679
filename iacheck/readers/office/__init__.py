"""What Word and Excel files have in common: archives of XML parts."""
