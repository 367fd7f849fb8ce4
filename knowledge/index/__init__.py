"""Where chunks are kept so that they are found: one folder a project."""

from knowledge.index.index import Index
from knowledge.index.states import IndexedFile, Updated

__all__ = ["Index", "IndexedFile", "Updated"]
