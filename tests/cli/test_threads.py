"""`threads`, `show` and `diff` as they are typed."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from assistant.blueprint.text import from_yaml, to_yaml
from assistant.conversation import Speaker
from assistant.settings import Settings
from assistant.store import Store
from tests.cli.test_changes import RENAME, RENAMED, SHOP
from tests.cli.test_cli import threadwright
from tests.store.test_drafts import FILES, receipt


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def environment(home: Path) -> dict[str, str]:
    return {"THREADWRIGHT_HOME": str(home)}


@pytest.fixture(scope="module")
def thread(home: Path) -> str:
    """A thread with two versions, of which the first was drafted."""

    async def made() -> str:
        async with Store.open(Settings(home=home).store_url) as store:
            name = (await store.threads.new("Shop", role="backend-developer")).id
            await store.messages.add(name, speaker=Speaker.USER, author="ada", text="A shop sells books")
            await store.versions.add(name, plan=to_yaml(SHOP), summary="Shop: 1 model")
            await store.drafts.keep(name, 1, FILES, [receipt("types")])
            operations = [RENAME.model_dump(mode="json")]
            await store.versions.add(name, plan=to_yaml(RENAMED), operations=operations, summary="renamed")
            return name

    return asyncio.run(made())


def test_a_newcomer_has_no_thread_and_meets_no_error(tmp_path: Path) -> None:
    environment = {"THREADWRIGHT_HOME": str(tmp_path / "new")}
    listed = threadwright("threads", environment=environment)
    assert (listed.returncode, listed.stdout) == (0, b"")
    assert b"threadwright chat" in listed.stderr
    assert json.loads(threadwright("threads", "--json", environment=environment).stdout) == []


def test_threads_are_listed(thread: str, environment: dict[str, str]) -> None:
    listed = threadwright("threads", environment=environment)
    assert listed.stdout.decode().split()[:2] == [thread, "v2"]
    (found,) = json.loads(threadwright("threads", "--json", environment=environment).stdout)
    assert (found["id"], found["head"]) == (thread, 2)


def test_a_thread_is_shown_by_the_beginning_of_its_id(thread: str, environment: dict[str, str]) -> None:
    shown = threadwright("show", thread[2:4], "--version", "v1", environment=environment)
    assert shown.returncode == 0, shown.stderr
    for told in ("A shop sells books", "Shop: 1 model", "✔ strict types", f"threadwright show {thread} --version 1"):
        assert told in shown.stdout.decode()


def test_the_plan_of_a_version_is_printed(thread: str, environment: dict[str, str]) -> None:
    plan = threadwright("show", thread, "--version", "1", "--format", "yaml", environment=environment)
    assert from_yaml(plan.stdout.decode()) == SHOP
    schema = threadwright("show", thread, "--format", "prisma", environment=environment)
    assert b"unitPrice" in schema.stdout


def test_the_files_of_a_version_are_written(thread: str, environment: dict[str, str], tmp_path: Path) -> None:
    out = tmp_path / "out"
    for options, code in (((), 0), ((), 2), (("--force",), 0)):
        written = threadwright("show", thread, "--version", "1", "--out", out, *options, environment=environment)
        assert written.returncode == code, written.stderr
        assert {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*.*")} == FILES
    undrafted = threadwright("show", thread, "--out", tmp_path / "other", environment=environment)
    assert (undrafted.returncode, (tmp_path / "other").exists()) == (2, False)
    assert b"was not drafted" in undrafted.stderr


def test_a_difference_is_told_in_sentences_or_as_schemas(thread: str, environment: dict[str, str]) -> None:
    told = threadwright("diff", thread, "1", "v2", environment=environment)
    assert told.stdout.decode() == "- Book.unitPrice: price is now called unitPrice.\n"
    schemas = threadwright("diff", thread, "1", "2", "--format", "prisma", environment=environment)
    assert schemas.stdout.startswith(b"--- v1/schema.prisma\n+++ v2/schema.prisma\n")
    same = threadwright("diff", thread, "2", "2", environment=environment)
    assert (same.returncode, same.stdout) == (0, b"")
    assert b"are the same" in same.stderr


def test_what_is_not_there_is_refused_with_what_is(thread: str, environment: dict[str, str]) -> None:
    for arguments, told in (
        (("show", thread, "--version", "9"), "It has v1 to v2"),
        (("diff", thread, "1", "9"), "It has v1 to v2"),
        (("show", thread[:-1] + "u"), thread),
        (("show", thread, "--version", "latest"), "say 3 or v3"),
        (("diff", thread, "1", "9" * 5000), "say 3 or v3"),
    ):
        refused = threadwright(*arguments, environment=environment)
        assert (refused.returncode, refused.stdout) == (2, b"")
        assert told in refused.stderr.decode()


def test_a_store_that_can_not_be_opened_is_for_the_operator(tmp_path: Path) -> None:
    (tmp_path / "threadwright.db").write_bytes(b"Dear diary, " * 1000)
    for arguments in (("threads",), ("show", "x"), ("diff", "x", "1", "2")):
        refused = threadwright(*arguments, environment={"THREADWRIGHT_HOME": str(tmp_path)})
        assert (refused.returncode, refused.stdout) == (69, b"")
        assert b"THREADWRIGHT_HOME" in refused.stderr
        assert b"Traceback" not in refused.stderr


def test_files_that_still_lie_where_they_were_drafted_are_pointed_to(
    thread: str, home: Path, environment: dict[str, str]
) -> None:
    folder = Settings(home=home).thread_folder(thread) / "v1"
    folder.mkdir(parents=True)
    shown = threadwright("show", thread, "--version", "1", environment=environment)
    assert shown.stdout.decode().splitlines()[-1] == f"The files of v1 lie in {folder}"


@pytest.mark.parametrize("command", ["setup", "threads"])
def test_a_server_that_is_down_is_told_before_any_work_is_done(command: str) -> None:
    down = {"THREADWRIGHT_DATABASE_URL": "postgresql://ada:hunter2@127.0.0.1:1/kept"}
    refused = threadwright(command, environment=down)
    assert (refused.returncode, refused.stdout) == (69, b"")
    assert b"can't be reached" in refused.stderr
    assert b"hunter2" not in refused.stderr
