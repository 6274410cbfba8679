"""Word documents: paragraphs and tables as a person reads them."""
