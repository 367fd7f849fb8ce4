"""Lines of a commit have an address where the host is known."""

from __future__ import annotations

import pytest

from knowledge.source.permalink import permalink


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://github.com/a/b.git", "https://github.com/a/b/blob/c0ffee/src/x%20y.ts#L3-L5"),
        ("git@github.com:a/b.git", "https://github.com/a/b/blob/c0ffee/src/x%20y.ts#L3-L5"),
        (
            "https://me:pass@gitlab.example.org/a/b/c",
            "https://gitlab.example.org/a/b/c/-/blob/c0ffee/src/x%20y.ts#L3-5",
        ),
        ("ssh://git@bitbucket.org:22/a/b.git", "https://bitbucket.org/a/b/src/c0ffee/src/x%20y.ts#lines-3:5"),
        ("https://example.org/a/b.git", None),
        ("file:///srv/a", None),
    ],
)
def test_addresses(url: str, address: str | None) -> None:
    assert permalink(url, "c0ffee", "src/x y.ts", 3, 5) == address
