"""Receipts, not claims: what a model says of checks is held against what the workbench saw."""
