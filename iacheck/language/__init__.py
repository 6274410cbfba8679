"""Words and small values that every room uses: messages, languages, names, periods, places."""
