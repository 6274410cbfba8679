"""What is imported when: heavy libraries only where they are needed, and no cycle."""
