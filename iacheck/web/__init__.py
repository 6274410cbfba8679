"""Pages and the API: another door to the same engine; nothing that comes in is kept."""
