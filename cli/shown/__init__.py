"""How what was found looks on a terminal: lines, tables, sentences."""
