"""The text of scans, recognised by Tesseract in a process of its own, where it is installed."""
