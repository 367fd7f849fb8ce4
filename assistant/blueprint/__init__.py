"""The typed plan of a backend."""
