"""The command as it is typed: what it prints where, and its exit codes."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import click
import pytest

from assistant.blueprint.plan import Provider
from assistant.blueprint.text import from_yaml
from assistant.cli import cli, command_names
from assistant.commands.options import PROVIDERS
from assistant.commands.running import run

ROOT = Path(__file__).parent.parent.parent
BRIEF = ROOT / "examples" / "library-lending.md"


def threadwright(
    *arguments: str | Path, stdin: bytes = b"", environment: dict[str, str] | None = None, cwd: Path = ROOT
) -> subprocess.CompletedProcess[bytes]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("THREADWRIGHT_")}
    return subprocess.run(
        [sys.executable, "-m", "assistant.cli", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        env={**kept, "PYTHONPATH": str(ROOT), **(environment or {})},
        cwd=cwd,
        timeout=60,
        check=False,
    )


def test_help_names_every_command_and_needs_nothing_heavy() -> None:
    found = threadwright("--help")
    assert found.returncode == 0
    for name in cli.commands:
        assert f"  {name} ".encode() in found.stdout
    heavy = "import assistant.cli, sys; print(*{'pydantic', 'rich', 'asyncio', 'yaml'} & set(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", heavy], capture_output=True, cwd=ROOT, check=True)
    assert loaded.stdout.strip() == b""


def test_every_command_explains_itself() -> None:
    for name in command_names():
        with click.Context(cli) as context:
            command: click.Command = cli
            for part in name.split():
                assert isinstance(command, click.Group)
                found = command.get_command(context, part)
                assert found is not None
                command = found
        assert command.help


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_a_plan_is_a_blueprint_on_standard_output(form: str) -> None:
    found = threadwright("plan", BRIEF, "--format", form)
    assert found.returncode == 0, found.stderr
    plan = from_yaml(found.stdout.decode())
    assert {"Book", "Loan"} <= {model.name for model in plan.models}


def test_a_plan_can_be_a_prisma_schema_and_come_from_standard_input() -> None:
    found = threadwright("plan", "-", "--format", "prisma", stdin=BRIEF.read_bytes())
    assert found.returncode == 0, found.stderr
    assert b"model Loan {" in found.stdout


@pytest.mark.parametrize(
    ("content", "message"), [(b"", b"is empty"), (b"\0\1", b"is binary"), (b"x" * 200_001, b"200,000 bytes")]
)
def test_an_unusable_brief_is_refused(tmp_path: Path, content: bytes, message: bytes) -> None:
    (tmp_path / "brief").write_bytes(content)
    for arguments in (("plan", "brief"), ("draft", "brief", "--out", "out"), ("compile", "brief", "--out", "out")):
        found = threadwright(*arguments, cwd=tmp_path)
        assert (found.returncode, found.stdout) == (2, b"")
        assert message in found.stderr
        assert b"Traceback" not in found.stderr
    assert not (tmp_path / "out").exists()


def test_a_missing_brief_says_how_to_pipe_one() -> None:
    found = threadwright("plan", "A shop has products")
    assert found.returncode == 2
    assert b"There is no file A shop has products" in found.stderr
    assert b"echo" in found.stderr


def test_a_folder_that_holds_something_is_kept(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    found = threadwright("draft", BRIEF, "--out", tmp_path / "out")
    assert found.returncode == 2
    assert b"--force" in found.stderr
    assert (tmp_path / "out" / "mine.txt").read_text() == "mine"


def test_a_text_that_is_no_blueprint_names_the_place(tmp_path: Path) -> None:
    found = threadwright("compile", "-", "--out", tmp_path / "out", stdin=b"title: x\nmodels: [{nam: y}]")
    assert found.returncode == 2
    assert b"models.0" in found.stderr
    assert not (tmp_path / "out").exists()


def test_nothing_to_model_is_asked_back_and_nothing_written(tmp_path: Path) -> None:
    asked = b"title: Nothing\nquestions: ['What is kept?']\n"
    found = threadwright("compile", "-", "--out", tmp_path / "out", "--json", stdin=asked)
    assert found.returncode == 2
    assert b"What is kept?" in found.stderr
    assert json.loads(found.stdout)["questions"] == ["What is kept?"]
    assert list(tmp_path.iterdir()) == []


def test_verify_needs_a_draft(tmp_path: Path) -> None:
    found = threadwright("verify", tmp_path)
    assert found.returncode == 2
    assert b"blueprint.yaml" in found.stderr


def test_the_schema_of_a_blueprint() -> None:
    found = threadwright("blueprint", "schema")
    assert found.returncode == 0
    assert json.loads(found.stdout)["title"] == "Blueprint"


def test_roles_are_checked(tmp_path: Path) -> None:
    good = threadwright("roles", "check", ROOT / "roles" / "backend-developer.md")
    assert good.returncode == 0
    assert b"Backend Developer" in good.stdout
    (tmp_path / "bad.md").write_text("---\nname: x\nmetrics: [beauty]\n---\n")
    bad = threadwright("roles", "check", tmp_path / "bad.md")
    assert bad.returncode == 2
    assert b"bad.md:3: no metric is called `beauty`" in bad.stderr
    assert b"api_response_time_ms" in bad.stderr


def test_roles_of_the_folder_are_listed_and_a_broken_one_is_pointed_out(tmp_path: Path) -> None:
    (tmp_path / "broken.md").write_text("nothing")
    found = threadwright("roles", "list", environment={"THREADWRIGHT_ROLES_DIR": str(tmp_path)})
    assert found.returncode == 0
    assert found.stdout.startswith(b"backend-developer")
    assert b"broken" in found.stderr


def test_a_bad_setting_is_for_the_operator(tmp_path: Path) -> None:
    found = threadwright("roles", "list", environment={"THREADWRIGHT_COLOUR": "blue"}, cwd=tmp_path)
    assert found.returncode == 69
    assert b"THREADWRIGHT_COLOUR" in found.stderr


def test_wrong_arguments_exit_with_2() -> None:
    for arguments in ((), ("frob",), ("plan",), ("plan", BRIEF, "--format", "xml"), ("draft", BRIEF)):
        assert threadwright(*arguments).returncode == 2


def test_a_full_disk_is_for_the_operator() -> None:
    command = [sys.executable, "-m", "assistant.cli", "blueprint", "schema"]
    with Path("/dev/full").open("wb") as full:
        found = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, cwd=ROOT, timeout=60, check=False)
    assert found.returncode == 69
    assert b"No space left on device" in found.stderr
    assert b"Traceback" not in found.stderr


def test_providers_are_those_of_a_blueprint() -> None:
    assert list(PROVIDERS.choices) == [provider.value for provider in Provider]


def test_ctrl_c_exits_with_130_and_no_traceback() -> None:
    command = [sys.executable, "-m", "assistant.cli", "plan", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        # The command waits for its brief once the interpreter is up; an interrupt before that is Python's own.
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(1.5)
        process.send_signal(signal.SIGINT)
        _, error = process.communicate(timeout=10)
    assert process.returncode == 130
    assert error.splitlines()[-1] == b"threadwright: interrupted"
    assert b"Traceback" not in error


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_an_interrupt_and_another_let_the_work_put_away_what_it_holds(number: signal.Signals) -> None:
    put_away = []

    async def work() -> None:
        try:
            threading.Timer(0.1, os.kill, (os.getpid(), number)).start()
            await asyncio.sleep(10)
        finally:
            threading.Timer(0.1, os.kill, (os.getpid(), number)).start()
            await asyncio.sleep(0.3)
            put_away.append(True)

    with pytest.raises(click.Abort):
        run(work)
    assert put_away == [True]
