"""What makes a Blueprint contradict itself, one file for each part of it."""
