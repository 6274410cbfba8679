"""Files and folders on disk: which are meant, and the documents in them."""
