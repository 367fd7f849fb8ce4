"""Texts -> vectors."""

from knowledge.embed.embedder import Embedder, Vectors

__all__ = ["Embedder", "Vectors"]
