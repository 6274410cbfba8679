"""Laws of the whole engine, tried on generated documents with the shipped rule books."""
