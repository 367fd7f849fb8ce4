"""Change requests in English -> typed operations on a Blueprint."""
