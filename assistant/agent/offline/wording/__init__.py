"""What people write, as tables of patterns; plain, and meant to be read and extended. All are matched in any case."""
