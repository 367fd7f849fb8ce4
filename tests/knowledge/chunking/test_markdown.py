"""Markdown is cut by heading."""

from __future__ import annotations

from tests.knowledge.chunking.cutting import cut, headings


def test_a_section_is_a_chunk_below_its_headings() -> None:
    text = "intro\n\n# A\na\n## B ##\nb\n### C\nc\n## D\nd\n"
    assert headings("a.md", text) == [
        (1, 1, ()),
        (3, 4, ("A",)),
        (5, 6, ("A", "B")),
        (7, 8, ("A", "B", "C")),
        (9, 10, ("A", "D")),
    ]


def test_a_heading_alone_goes_with_what_follows() -> None:
    assert headings("a.md", "# A\n\n## B\n\nb\n\n## End\n") == [(1, 5, ("A", "B")), (7, 7, ("A", "End"))]


def test_fences_comments_and_front_matter_hold_no_headings() -> None:
    fenced = "# A\n```sh\n# no\n~~~\n# no\n```\n~~~~\n# no\n```\n# no\n~~~~\n## B\nb\n<!--\n# no\n-->\n"
    assert headings("a.md", fenced) == [(1, 11, ("A",)), (12, 16, ("A", "B"))]
    assert headings("a.mdx", "---\n# no\ntitle: 'Guide'\n---\ntext\n## B\nb") == [
        (1, 5, ("Guide",)),
        (6, 7, ("Guide", "B")),
    ]


def test_a_title_in_the_text_stands_before_that_of_the_front_matter() -> None:
    assert headings("a.md", "---\ntitle: x\n---\n# A\na")[-1][2] == ("A",)


def test_underlined_headings() -> None:
    assert headings("a.md", "One\n===\na\n\nTwo\n---\nb\n\n- item\n---\n") == [
        (1, 3, ("One",)),
        (5, 10, ("One", "Two")),
    ]


def test_titles_are_told_without_markup() -> None:
    assert headings("a.md", "# The `run` [command](x.md) {#run}\na")[0][2] == ("The run command",)


def test_a_long_section_is_split_between_paragraphs_and_a_fence_stays_whole() -> None:
    prose = "word " * 80
    code = "\n".join(f"line {number}\n" for number in range(30))
    found = cut("a.md", f"# A\n\n{prose}\n\n{prose}\n\n```\n{code}\n```\n\n{prose}\n")
    assert {each.heading for each in found} == {("A",)}
    assert [each.text for each in found if "line 0" in each.text and "line 29" in each.text]
    assert all(each.text.count("```") in (0, 2) for each in found)
