"""JSON, YAML and plain text: from bytes to values, with the line of every part."""
