"""Lists of the directory out to workbooks and back in. One bad row, and nothing is stored."""
