"""PDF: the text of each page; lines are counted through the whole document."""

from __future__ import annotations

import io
import logging
import warnings

from knowledge.chunking.piece import Piece, UnstructuredError
from knowledge.chunking.text import paragraphs

PAGE = "Page {number}"


def pages(data: bytes) -> tuple[list[str], list[Piece]]:
    """The lines of the text of all pages, and a piece a page.

    Raises UnstructuredError for what is no PDF, for one with a password, and for one without text, such as a scan.
    """
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            texts = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    # A damaged file makes pypdf fail in whichever way the damage leads to; it documents none of them.
    except Exception as error:
        raise UnstructuredError(str(error) or type(error).__name__) from error
    lines: list[str] = []
    found = []
    for number, text in enumerate(texts, 1):
        said = text.rstrip().replace("\r\n", "\n").replace("\r", "\n").split("\n")
        first = len(lines) + 1
        lines += [line.rstrip() for line in said]
        breaks = paragraphs(lines, first, len(lines))
        found.append(Piece(first, len(lines), heading=(PAGE.format(number=number),), breaks=breaks))
    if not any(line.strip() for line in lines):
        raise UnstructuredError("no text")
    return lines, found
