"""Questions -> chunks."""

from knowledge.search.opening import open_to_search
from knowledge.search.search import Hit, ranked, search

__all__ = ["Hit", "open_to_search", "ranked", "search"]
