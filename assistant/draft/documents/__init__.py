"""The documents of a draft: openapi.yaml, docs/API.md and the README."""

from __future__ import annotations

from assistant.draft.design import Design
from assistant.draft.documents.openapi import openapi_yaml


def document_files(design: Design) -> dict[str, str]:
    """Path -> text."""
    return {"openapi.yaml": openapi_yaml(design)}
