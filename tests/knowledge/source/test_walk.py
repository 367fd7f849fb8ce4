"""Which files of a folder are read, and why the others are not."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.source.left_out import LeftOut, Why
from knowledge.source.walk import File, single, walk


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def read(folder: Path, **options: int) -> list[str]:
    return [each.path for each in walk(folder, **options) if isinstance(each, File)]


def left_out(folder: Path, **options: int) -> dict[str, Why]:
    return {each.path: each.why for each in walk(folder, **options) if isinstance(each, LeftOut)}


def test_ignore_files_are_nested(tmp_path: Path) -> None:
    kept = [".gitignore", "README.md", "logs/.gitignore", "logs/keep.log", "src/app.ts", "src/out.txt"]
    left = ["a.log", "logs/a.log", "src/gen/api.ts", "out.txt"]
    write(tmp_path, dict.fromkeys([*kept, *left], "text"))
    write(tmp_path, {".gitignore": "*.log\nsrc/gen/\n/out.txt\n", "logs/.gitignore": "!keep.log\n"})
    assert read(tmp_path) == kept
    assert left_out(tmp_path) == dict.fromkeys(["a.log", "logs/a.log", "out.txt", "src/gen/"], Why.IGNORED)


@pytest.mark.parametrize(
    ("path", "shown", "why"),
    [
        ("node_modules/x/index.js", "node_modules/", Why.VENDORED),
        ("pkg/vendor/x.go", "pkg/vendor/", Why.VENDORED),
        ("dist/app.js", "dist/", Why.GENERATED),
        ("package-lock.json", "package-lock.json", Why.GENERATED),
        ("js/app.min.js", "js/app.min.js", Why.GENERATED),
        (".cache/x.md", ".cache/", Why.HIDDEN),
        ("logo.png", "logo.png", Why.BINARY),
        (".env", ".env", Why.SECRET),
        (".env.production", ".env.production", Why.SECRET),
        ("certs/server.pem", "certs/server.pem", Why.SECRET),
        ("id_ed25519", "id_ed25519", Why.SECRET),
        ("config/credentials.json", "config/credentials.json", Why.SECRET),
        ("deploy/prod-secrets.yaml", "deploy/prod-secrets.yaml", Why.SECRET),
    ],
)
def test_names_tell_what_nobody_wrote_or_may_see(tmp_path: Path, path: str, shown: str, why: Why) -> None:
    write(tmp_path, {path: "text"})
    assert left_out(tmp_path) == {shown: why}
    assert read(tmp_path) == []


@pytest.mark.parametrize("path", [".env.example", "src/keys.ts", "id_rsa.pub", ".github/ci.yml", "docs/secrets.md"])
def test_what_only_sounds_like_it_is_read(tmp_path: Path, path: str) -> None:
    write(tmp_path, {path: "text"})
    assert read(tmp_path) == [path]


def test_what_is_taken_out_of_an_ignored_folder_is_read(tmp_path: Path) -> None:
    write(tmp_path, {"a/keep.md": "x", "a/b.md": "x", ".threadwrightignore": "a/**\n!a/keep.md\n"})
    assert read(tmp_path) == [".threadwrightignore", "a/keep.md"]


def test_own_ignore_file_leaves_out_and_takes_in(tmp_path: Path) -> None:
    write(tmp_path, {"dist/a.md": "x", "notes/b.md": "x", "c.log": "x", ".env": "A=1", ".gitignore": "*.log\n"})
    write(tmp_path, {".threadwrightignore": "notes/\n!dist/\n!c.log\n!.env\n[\n"})
    assert read(tmp_path) == [".gitignore", ".threadwrightignore", "c.log", "dist/a.md"]
    assert left_out(tmp_path) == {".env": Why.SECRET, "notes/": Why.IGNORED}


def test_links_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    write(outside, {"a.md": "private"})
    root = tmp_path / "root"
    write(root, {"b.md": "text"})
    (root / "a.md").symlink_to(outside / "a.md")
    (root / "more").symlink_to(outside, target_is_directory=True)
    (root / "loop").symlink_to(root, target_is_directory=True)
    assert read(root) == ["b.md"]
    assert left_out(root) == dict.fromkeys(["a.md", "more", "loop"], Why.LINK)


def test_an_ignore_file_that_leads_out_of_the_tree_is_not_read(tmp_path: Path) -> None:
    write(tmp_path, {"outside": "*.md\n", "root/a.md": "text"})
    (tmp_path / "root" / ".gitignore").symlink_to(tmp_path / "outside")
    assert read(tmp_path / "root") == ["a.md"]


def test_size_is_limited_and_a_pdf_may_be_larger(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "x" * 101, "b.md": "x" * 100, "c.pdf": "x" * 101, "d.pdf": "x" * 2001})
    assert read(tmp_path, most_bytes=100) == ["b.md", "c.pdf"]
    assert left_out(tmp_path, most_bytes=100) == {"a.md": Why.TOO_LARGE, "d.pdf": Why.TOO_LARGE}


def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert left_out(tmp_path) == {"pipe.md": Why.UNREADABLE}


def test_a_folder_inside_of_a_repository_heeds_what_lies_above(tmp_path: Path) -> None:
    write(tmp_path, {".git/HEAD": "x", ".gitignore": "*.log\ndocs/drafts/\nbuild-notes/\n"})
    write(tmp_path, {"docs/a.log": "x", "docs/b.md": "x", "docs/drafts/c.md": "x", "build-notes/d.md": "x"})
    assert read(tmp_path / "docs") == ["b.md"]
    assert read(tmp_path / "build-notes") == ["d.md"], "who names an ignored folder wants it read"


def test_a_file_asked_for_by_name_is_refused_only_as_a_secret_or_binary(tmp_path: Path) -> None:
    write(tmp_path, {"app.min.js": "x", ".env": "x", "a.png": "x"})
    assert isinstance(single(tmp_path / "app.min.js"), File)
    found = [single(tmp_path / name) for name in (".env", "a.png", "gone.md")]
    assert [each.why for each in found if isinstance(each, LeftOut)] == [Why.SECRET, Why.BINARY, Why.UNREADABLE]


_NAMES = st.sampled_from(["a", "b", "c.md", "d.txt", "ab"])
_PATTERNS = st.builds(
    lambda negated, anchored, parts, ends: f"{negated}{anchored}{'/'.join(parts)}{ends}",
    st.sampled_from(["", "", "!"]),
    st.sampled_from(["", "/"]),
    st.lists(st.sampled_from(["a", "b", "*", "**", "?b", "*.md", "c.md", "[ab]"]), min_size=1, max_size=3),
    st.sampled_from(["", "/"]),
)
# Two stars before a last slash are the one form that is read otherwise: as the folder itself.
_IGNORE = st.lists(_PATTERNS.filter(lambda pattern: not pattern.endswith("**/")), max_size=4).map("\n".join)


@settings(max_examples=40, deadline=None)
@given(
    paths=st.lists(st.lists(_NAMES, min_size=1, max_size=3), min_size=1, max_size=8),
    top=_IGNORE,
    nested=_IGNORE,
)
def test_git_agrees(paths: list[list[str]], top: str, nested: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name).resolve()
        for parts in paths:
            # A name is a folder in one place and a file in another: the first to come has it.
            place = root.joinpath(*(f"{part}x" if "." in part else part for part in parts[:-1]), f"{parts[-1]}.z")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text("text")
        (root / ".gitignore").write_text(top)
        if (root / "a").is_dir():
            (root / "a" / ".gitignore").write_text(nested)
        subprocess.run(["git", "init", "-q", root], check=True)
        listed = ["git", "-C", root, "ls-files", "-z", "--others", "--exclude-standard"]
        known = subprocess.run(listed, check=True, capture_output=True, text=True).stdout.split("\0")
        assert read(root) == sorted((each for each in known if each), key=lambda each: each.split("/"))
