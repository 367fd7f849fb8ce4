"""Persona + model + tools: the loop that answers a message in a thread."""
