"""From one plan to the next: the SQL that keeps the rows."""
