"""What a model may do in a turn, one file a tool. Nothing here knows which model calls it."""
