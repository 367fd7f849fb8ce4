"""Files cut along their structure into chunks whose lines are exactly those of the file."""

from knowledge.chunking.chunks import VERSION, chunks
from knowledge.chunking.view import View, view

__all__ = ["VERSION", "View", "chunks", "view"]
