"""Alembic's environment, and the migrations in `versions`, numbered in their order."""
