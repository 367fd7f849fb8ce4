"""Rules over the plan: what no check of the files can find, because the files do what the plan says."""
