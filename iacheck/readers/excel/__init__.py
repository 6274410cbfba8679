"""Excel workbooks: sheets, cells, and what lies beside the cells."""
