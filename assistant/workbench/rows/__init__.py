"""Rows for a migration to be tried on: made up, put in, and looked for again."""
