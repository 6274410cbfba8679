"""Other programs that files are read through, and how they are held to limits."""
