"""How threads read on the terminal."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from pathlib import Path

from adapters.terminal.threads import list_changes, list_threads, show_thread, threads_json
from assistant.conversation import Receipt, Speaker
from assistant.settings import Colour
from assistant.store import File, Message, Thread, Version
from assistant.store.history import History, Kept
from tests.terminal.replies import FAILED, NOT_RUN, PASSED

AT = datetime(2026, 11, 22, 19, 5, tzinfo=UTC)
WHEN = f"{AT.astimezone():%Y-%m-%d %H:%M}"
FILE = File(path="schema.prisma", sha256="0" * 64, size=3)


def thread(head: int | None = None, title: str = "Library lending") -> Thread:
    return Thread(
        id="t-7f3k2",
        title=title,
        role="backend-developer",
        project="/srv/library",
        head=head,
        created_at=AT,
        active_at=AT,
    )


def message(speaker: Speaker, text: str, version: int | None = None) -> Message:
    reply = None if version is None else {"version": version}
    return Message(id=1, thread="t-7f3k2", speaker=speaker, author="ada", text=text, at=AT, reply=reply)


def kept(number: int, parent: int | None, *receipts: Receipt) -> Kept:
    version = Version(
        thread="t-7f3k2", number=number, parent=parent, plan="", operations=(), summary=f"change {number}", at=AT
    )
    return Kept(version=version, files=(FILE, FILE) if receipts else (), receipts=receipts)


def shown(told: History, number: int | None = None, folder: Path | None = None) -> list[str]:
    stream = io.StringIO()
    show_thread(told, number, folder, stream, Colour.NEVER)
    return stream.getvalue().splitlines()


def test_a_list_has_a_line_for_each_thread() -> None:
    stream = io.StringIO()
    list_threads([thread(3), thread(title="New\x1b[31m")], stream, Colour.NEVER)
    assert stream.getvalue().splitlines() == [
        f"t-7f3k2  v3  {WHEN}  Library lending",
        f"t-7f3k2      {WHEN}  New",
    ]


def test_the_same_list_as_json() -> None:
    (found,) = json.loads(threads_json([thread(3)]))
    assert (found["id"], found["head"], found["project"]) == ("t-7f3k2", 3, "/srv/library")
    assert datetime.fromisoformat(found["active_at"]) == AT


def test_a_thread_reads_as_a_conversation_with_its_versions() -> None:
    messages = (message(Speaker.USER, "Lend books\n\nplease [now]"), message(Speaker.ASSISTANT, "Done.", 1))
    told = History(
        thread=thread(3),
        messages=messages,
        versions=(kept(1, None, *PASSED), kept(2, 1, *PASSED, FAILED, NOT_RUN), kept(3, 1)),
    )
    assert shown(told) == [
        "t-7f3k2  Library lending",
        f"backend-developer · started {WHEN} · project /srv/library",
        "",
        f"ada  {WHEN}",
        "  Lend books",
        "",
        "  please [now]",
        "",
        f"ada  {WHEN}  v1",
        "  Done.",
        "",
        "Versions",
        "     v1  change 1                  ✔ 2          2 files",
        "     v2  change 2                  ✔ 2 ✘ 1 – 1  2 files",
        "  ▸  v3  change 3  (made from v1)  not drafted",
    ]


def test_a_version_is_shown_with_its_checks_their_failures_and_where_its_files_lie() -> None:
    told = History(thread=thread(1), messages=(), versions=(kept(1, None, *PASSED, FAILED),))
    lines = shown(told, 1, Path("/kept/v1"))
    assert lines.index("✘ access rules  vitest 5.1.1") < lines.index("Checks of v1")
    assert "  ✔ schema        5 models · vitest 5.1.1           4.2 s" in lines
    assert lines[-1] == "The files of v1 lie in /kept/v1"


def test_files_that_lie_nowhere_can_be_written() -> None:
    told = History(thread=thread(1), messages=(), versions=(kept(1, None, *PASSED), kept(2, 1)))
    assert shown(told, 1)[-1].endswith("threadwright show t-7f3k2 --version 1 --out DIR writes them")
    assert shown(told, 2)[-1] == "v2 was not drafted: it has no files."


def test_what_was_said_can_not_take_over_the_terminal() -> None:
    told = History(thread=thread(), messages=(message(Speaker.USER, "\x1b]0;title\x07\x1b[2Jhello"),), versions=())
    assert "\x1b" not in "".join(shown(told))


def test_changes_are_lines() -> None:
    stream = io.StringIO()
    list_changes(["Book.title: title is gone."], stream, Colour.NEVER)
    assert stream.getvalue() == "- Book.title: title is gone.\n"
