"""Pages of HTML as texts and tables of a paper."""
