"""reStructuredText, HTML, notebooks and PDF."""

from __future__ import annotations

import io
import json

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from knowledge.chunking import View, chunks, view
from knowledge.source.left_out import LeftOut, Why
from tests.knowledge.chunking.cutting import cut, headings


def test_rst_headings_are_told_by_their_lines() -> None:
    text = (
        "=====\nTitle\n=====\n\nIntro.\n\nSub :ref:`x <y>`\n-----------------\na\n\n::\n\n    no\n    --\n\n"
        "Other\n-----\nb\n"
    )
    assert headings("a.rst", text) == [
        (1, 5, ("Title",)),
        (7, 14, ("Title", "Sub x")),
        (16, 18, ("Title", "Other")),
    ]


def test_html_keeps_its_lines_and_shows_what_is_read() -> None:
    text = (
        "<html><head><title>T</title>\n<style>h1 { }</style>\n</head><body>\n<h1 id=a>Hello <em>there</em></h1>\n"
        "<p>Fish &amp; chips&#33;</p><script>\nvar x = '<h2>no</h2>';\n</script>\n"
        "<h2>More\nof it</h2>\n<td>a</td><td>b</td>\n"
    )
    assert headings("a.html", text) == [(1, 1, ()), (4, 5, ("Hello there",)), (8, 10, ("Hello there", "More of it"))]
    assert [each.text for each in cut("a.html", text)] == ["T", "Hello there\nFish & chips!", "More\nof it\na b"]


def notebook(*cells: tuple[str, str], indent: int | None = 1) -> str:
    listed = [
        {
            "cell_type": kind,
            "metadata": {},
            "outputs": [{"text": ["secret output\n"]}],
            "source": text.splitlines(keepends=True),
        }
        for kind, text in cells
    ]
    return json.dumps({"cells": listed, "nbformat": 4}, indent=indent)


def test_a_notebook_is_cut_by_cell_at_its_own_lines() -> None:
    text = notebook(("markdown", "# Load\nWe read."), ("code", 'import a\n\na.b("x\\n")'))
    found = cut("a.ipynb", text)
    assert [(each.heading, each.text) for each in found] == [
        (("Load",), "# Load\nWe read."),
        (("Load",), 'import a\n\na.b("x\\n")'),
    ]
    lines = text.split("\n")
    assert '"# Load\\n"' in lines[found[0].first_line - 1]
    assert "a.b" in lines[found[1].last_line - 1]


def test_a_packed_notebook_is_the_text_of_its_cells() -> None:
    found = cut("a.ipynb", notebook(("markdown", "# A\na"), ("code", "b"), ("code", ""), indent=None))
    assert [(each.first_line, each.last_line, each.text) for each in found] == [(1, 2, "# A\na"), (4, 4, "b")]


def pdf(*pages: str) -> bytes:
    writer = PdfWriter()
    for text in pages:
        page = writer.add_blank_page(width=300, height=300)
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        lines = " ".join(f"({line}) Tj 0 -20 Td" for line in text.split("\n"))
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 20 200 Td {lines} ET".encode())
        page[NameObject("/Contents")] = writer._add_object(stream)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_a_pdf_is_cut_by_page() -> None:
    seen = view("a.pdf", pdf("Refunds take\nthree days.", "Contact us."))
    assert isinstance(seen, View)
    found = chunks(seen, project="p", path="a.pdf")
    assert [(each.heading, each.text) for each in found] == [
        (("Page 1",), "Refunds take\nthree days."),
        (("Page 2",), "Contact us."),
    ]
    assert (found[1].first_line, found[1].last_line) == (3, 3)


@pytest.mark.parametrize("data", [b"%PDF-1.7 broken", pdf("")])
def test_a_pdf_without_text_is_told(data: bytes) -> None:
    found = view("a.pdf", data)
    assert isinstance(found, LeftOut)
    assert found.why is Why.UNREADABLE
    assert found.detail


def test_a_secret_in_a_pdf_is_refused() -> None:
    token = "ghp_" + "a8Kd02mXq7Lw91Zb" * 2
    found = view("a.pdf", pdf(f"token {token}"))
    assert isinstance(found, LeftOut)
    assert (found.why, found.detail) == (Why.SECRET, "line 1")
