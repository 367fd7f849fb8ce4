"""The documents of a draft: openapi.yaml, docs/API.md and the README."""

from __future__ import annotations

from assistant.draft.design import Design
from assistant.draft.documents.api_page import api_page
from assistant.draft.documents.openapi import openapi_yaml
from assistant.draft.documents.readme import readme


def document_files(design: Design) -> dict[str, str]:
    """Path -> text."""
    return {"openapi.yaml": openapi_yaml(design), "docs/API.md": api_page(design), "README.md": readme(design)}
