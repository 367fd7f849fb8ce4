"""Code by symbol, read with tree-sitter."""
