"""The index follows its sources: what changed is read again, what is gone is gone, an interrupt costs nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.errors import InputError
from knowledge.gather import Report, Step, gather
from knowledge.index import Index
from knowledge.source.left_out import Why
from knowledge.source.project import Folder, Repository, Source
from knowledge.source.projects import Projects
from tests.knowledge.source.git import Origin


class Setting:
    """A project named shop with its index, which finds by words."""

    def __init__(self, folder: Path) -> None:
        self.projects = Projects(folder / "home")
        self.projects.add("shop")
        self.index = Index.open(self.projects.folder("shop"))
        self.root = folder / "shop"
        self.root.mkdir()

    def write(self, files: dict[str, str]) -> None:
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)

    def folder(self, *audience: str) -> Source:
        return self.projects.put("shop", Folder(path=str(self.root), audience=audience))

    def gather(self, source: Source | None = None) -> Report:
        return gather(self.projects, "shop", source or self.folder(), self.index)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Setting]:
    made = Setting(tmp_path)
    yield made
    made.index.close()


def test_only_what_changed_is_read_again(shop: Setting) -> None:
    shop.write({"a.md": "# A\none", "b.md": "# B\ntwo", "c.md": "# C\nthree"})
    first = shop.gather()
    assert (first.updated.files, first.updated.chunks, first.unchanged, first.removed) == (3, 3, 0, 0)
    assert shop.gather().unchanged == 3
    shop.write({"b.md": "# B\ntwo and more"})
    (shop.root / "c.md").unlink()
    after = shop.gather()
    assert (after.updated.files, after.unchanged, after.removed) == (1, 1, 1)
    assert [each.text for each in shop.index.chunks("b.md")] == ["# B\ntwo and more"]
    assert shop.index.chunks("c.md") == ()


def test_a_moved_file_is_found_at_its_new_place_alone(shop: Setting) -> None:
    shop.write({"a.md": "# A\none"})
    shop.gather()
    (shop.root / "docs").mkdir()
    (shop.root / "a.md").rename(shop.root / "docs" / "b.md")
    shop.gather()
    assert shop.index.chunks("a.md") == ()
    assert [each.text for each in shop.index.chunks("docs/b.md")] == ["# A\none"]
    assert shop.index.count() == 1


def test_another_audience_is_taken_over_without_a_change_of_the_file(shop: Setting) -> None:
    shop.write({"a.md": "# A\none"})
    shop.gather()
    report = shop.gather(shop.folder("staff"))
    assert report.updated.files == 1
    assert [each.audience for each in shop.index.chunks("a.md")] == [("staff",)]


def test_what_was_left_out_is_told_again_without_reading_it(shop: Setting) -> None:
    shop.write({"a.md": "# A\none", "b.md": "token = " + "q7Xv9Tn2Kd8Rm4Z" + "bY6Wc1Fj3H", "dist/c.md": "x"})
    first = shop.gather()
    (shop.root / "b.md").chmod(0)
    again = shop.gather()
    assert again.unchanged == 2
    told = {(each.path, each.why) for each in again.left_out}
    assert (
        told == {("b.md", Why.SECRET), ("dist/", Why.GENERATED)} == {(each.path, each.why) for each in first.left_out}
    )


def test_a_file_that_comes_to_hold_a_secret_is_no_longer_found(shop: Setting) -> None:
    shop.write({"a.md": "# A\none"})
    shop.gather()
    shop.write({"a.md": "# A\ntoken = " + "q7Xv9Tn2Kd8Rm4Z" + "bY6Wc1Fj3H"})
    assert [each.path for each in shop.gather().left_out] == ["a.md"]
    assert shop.index.count() == 0


def test_interrupted_it_goes_on_without_loss_or_duplicates(shop: Setting) -> None:
    shop.write({f"{number}.md": f"# {number}\nwords {number}" for number in range(1000)})
    steps: list[Step] = []
    stopped = gather(shop.projects, "shop", shop.folder(), shop.index, tell=steps.append, stop=lambda: len(steps) == 3)
    assert stopped.stopped
    assert 128 <= shop.index.count() < 1000
    rest = shop.gather()
    assert rest.unchanged == stopped.updated.files
    assert rest.updated.files == 1000 - stopped.updated.files
    assert shop.index.count() == 1000
    assert steps[-1].done == steps[-1].chunks == 256
    assert steps[-1].rate > 0


def test_two_sources_of_a_project_do_not_mix(shop: Setting, tmp_path: Path) -> None:
    shop.write({"README.md": "# Shop"})
    other = tmp_path / "web"
    other.mkdir()
    (other / "README.md").write_text("# Web")
    shop.gather()
    web = shop.projects.put("shop", Folder(path=str(other)))
    shop.gather(web)
    assert [shop.index.chunks(path)[0].text for path in ("README.md", "web/README.md")] == ["# Shop", "# Web"]
    shop.gather()
    assert shop.index.count() == 2


def test_uploads_and_single_files(shop: Setting) -> None:
    note = shop.projects.upload("shop", "notes.md", b"# Notes\nsaid")
    shop.gather(note)
    assert shop.index.chunks("uploads/notes.md")[0].heading == ("Notes",)
    shop.write({"a.md": "# A"})
    file = shop.projects.put("shop", Folder(path=str(shop.root / "a.md")))
    shop.gather(file)
    assert shop.index.chunks("a.md")[0].text == "# A"


def test_a_repository_is_cited_at_its_commit(shop: Setting, tmp_path: Path) -> None:
    origin = Origin(tmp_path / "origin")
    old = origin.commit({"a.md": "# A\none", "b.md": "# B\ntwo"})
    source = shop.projects.put("shop", Repository(url=origin.url))
    assert shop.gather(source).commit == old
    assert shop.index.chunks("a.md")[0].commit == old
    new = origin.commit({"b.md": "# B\nthree"})
    again = shop.gather(source)
    assert (again.updated.files, again.unchanged) == (1, 1)
    assert [shop.index.chunks(path)[0].commit for path in ("a.md", "b.md")] == [new, new]


def test_a_repository_is_known_by_content_not_by_time(shop: Setting, tmp_path: Path) -> None:
    origin = Origin(tmp_path / "origin")
    origin.commit({"a.md": "# A\none"})
    source = shop.projects.put("shop", Repository(url=origin.url))
    shop.gather(source)
    for path in shop.projects.repositories.rglob("a.md"):
        os.utime(path, (1, 1))
    assert shop.gather(source).unchanged == 1


def test_a_source_that_is_gone_is_told_and_nothing_is_lost(shop: Setting) -> None:
    shop.write({"a.md": "# A"})
    source = shop.folder()
    shop.gather(source)
    (shop.root / "a.md").unlink()
    shop.root.rmdir()
    with pytest.raises(InputError, match="is not there any more"):
        shop.gather(source)
    assert shop.index.count() == 1
