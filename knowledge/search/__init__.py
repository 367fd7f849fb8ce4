"""Questions -> chunks."""

from knowledge.search.search import Hit, ranked, search

__all__ = ["Hit", "ranked", "search"]
