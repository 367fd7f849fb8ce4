"""Repositories are fetched one commit deep, brought up to date, and run nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.errors import InputError
from knowledge.source.project import Repository
from knowledge.source.repository import blobs, fetch, is_url
from tests.knowledge.source.git import Origin


@pytest.fixture
def origin(tmp_path: Path) -> Origin:
    made = Origin(tmp_path / "origin")
    made.commit({"a.md": "one", "gone.md": "x"})
    return made


def test_a_fetch_brings_the_files_of_the_newest_commit(origin: Origin, tmp_path: Path) -> None:
    commit = origin.commit({"src/b.ts": "two"})
    found = fetch(Repository(url=origin.url), tmp_path / "repos")
    assert found.commit == commit
    assert (found.folder / "src" / "b.ts").read_text() == "two"
    assert (found.folder / ".git" / "shallow").exists()


def test_a_second_fetch_follows_and_removes_what_is_gone(origin: Origin, tmp_path: Path) -> None:
    source = Repository(url=origin.url, ref="main")
    before = fetch(source, tmp_path / "repos")
    (before.folder / "a.md").write_text("changed by hand")
    (before.folder / "left.md").write_text("left behind")
    commit = origin.commit({"gone.md": None, "new.md": "new"})
    after = fetch(source, tmp_path / "repos")
    assert (after.folder, after.commit) == (before.folder, commit)
    assert sorted(path.name for path in after.folder.glob("*.md")) == ["a.md", "new.md"]
    assert (after.folder / "a.md").read_text() == "one"


def test_history_that_was_rewritten_is_followed(origin: Origin, tmp_path: Path) -> None:
    fetch(Repository(url=origin.url), tmp_path / "repos")
    origin.git("checkout", "-q", "--orphan", "other")
    commit = origin.commit({"a.md": "rewritten"})
    origin.git("branch", "-M", "main")
    assert fetch(Repository(url=origin.url), tmp_path / "repos").commit == commit


def test_refs_are_kept_apart(origin: Origin, tmp_path: Path) -> None:
    origin.git("tag", "v1")
    commit = origin.commit({"a.md": "two"})
    old = fetch(Repository(url=origin.url, ref="v1"), tmp_path / "repos")
    new = fetch(Repository(url=origin.url, ref="main"), tmp_path / "repos")
    assert ((old.folder / "a.md").read_text(), (new.folder / "a.md").read_text()) == ("one", "two")
    assert new.commit == commit


def test_two_that_fetch_at_once_take_turns(origin: Origin, tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: fetch(Repository(url=origin.url), tmp_path / "repos"), range(4)))
    assert len(set(found)) == 1
    assert (found[0].folder / "a.md").read_text() == "one"


def test_a_repository_that_the_environment_names_is_left_alone(
    origin: Origin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = Origin(tmp_path / "mine")
    mine.commit({"a.md": "mine"})
    (mine.folder / "new.md").write_text("not committed")
    monkeypatch.setenv("GIT_DIR", str(mine.folder / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(mine.folder))
    found = fetch(Repository(url=origin.url), tmp_path / "repos")
    assert (found.folder / "a.md").read_text() == "one"
    assert [(mine.folder / name).read_text() for name in ("a.md", "new.md")] == ["mine", "not committed"]


def test_blobs_tell_content(origin: Origin, tmp_path: Path) -> None:
    origin.commit({"ü b.md": "one"})
    found = blobs(fetch(Repository(url=origin.url), tmp_path / "repos"))
    assert sorted(found) == ["a.md", "gone.md", "ü b.md"]
    assert found["a.md"] == found["ü b.md"] != found["gone.md"]


def test_lines_stay_as_they_are_and_filters_do_not_run(origin: Origin, tmp_path: Path) -> None:
    origin.commit({".gitattributes": "* filter=evil\n", "a.md": "one\r\ntwo\n"})
    found = fetch(Repository(url=origin.url), tmp_path / "repos")
    assert (found.folder / "a.md").read_bytes() == b"one\r\ntwo\n"


@pytest.mark.parametrize(
    ("url", "ref"),
    [("ext::sh -c id", None), ("--upload-pack=id", None), ("/etc", None), ("https://example.org/a.git", "--help")],
)
def test_what_is_no_repository_is_refused_before_git_runs(tmp_path: Path, url: str, ref: str | None) -> None:
    with pytest.raises(InputError, match="is no git repository"):
        fetch(Repository(url=url, ref=ref), tmp_path / "repos")


def test_what_can_not_be_fetched_is_told(origin: Origin, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"can't be fetched: .*nosuch"):
        fetch(Repository(url=origin.url, ref="nosuch"), tmp_path / "repos")
    with pytest.raises(InputError, match="can't be fetched"):
        fetch(Repository(url=(tmp_path / "nothing").as_uri()), tmp_path / "repos")


def test_urls_are_told_from_paths() -> None:
    urls = ["https://example.org/a.git", "git@example.org:a/b.git", "ssh://git@example.org/a", "file:///srv/a"]
    assert [is_url(url) for url in urls] == [True] * 4
    assert [is_url(path) for path in (".", "/srv/a", "docs/a:b", "C:/a", "a b")] == [False] * 5
