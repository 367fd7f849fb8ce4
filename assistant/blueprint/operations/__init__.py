"""Typed changes of a Blueprint."""
