"""The chat as it is typed, on a terminal and through a pipe, with a scripted model behind it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import pty
import re
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from assistant.store import Store
from tests.doubles.openai.answers import Says, says
from tests.doubles.openai.server import FakeOpenAI

ROOT = Path(__file__).parent.parent.parent
CHAT = (sys.executable, "-m", "assistant.cli", "chat")
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\r")


@dataclass
class Typist:
    """A person at a terminal: types, and waits for what is shown."""

    terminal: int
    process: asyncio.subprocess.Process
    seen: str = ""
    _pieces: asyncio.Queue[str] = field(default_factory=asyncio.Queue)

    def listen(self) -> None:
        asyncio.get_running_loop().add_reader(self.terminal, self._read)

    def _read(self) -> None:
        try:
            self._pieces.put_nowait(os.read(self.terminal, 4096).decode(errors="replace"))
        except OSError:  # the other side is closed
            asyncio.get_running_loop().remove_reader(self.terminal)

    def type(self, text: str) -> None:
        os.write(self.terminal, text.encode())

    async def say(self, text: str) -> str:
        """Type a line at the prompt; what is shown until the next one."""
        self.type(f"{text}\n")
        return await self.until("you> ")

    async def leave(self) -> None:
        """Press Ctrl-C at the prompt; once more where it came between the prompt and the reading of the line."""
        self.type("\x03")
        with contextlib.suppress(TimeoutError):
            self.seen += ESCAPES.sub("", await asyncio.wait_for(self._pieces.get(), 10))
        if not self.seen:
            self.type("\x03")
        await self.until("chat --thread t-")

    async def until(self, text: str) -> str:
        """Everything shown since the last wait, up to and with `text`."""
        while text not in self.seen:
            try:
                self.seen += ESCAPES.sub("", await asyncio.wait_for(self._pieces.get(), 30))
            except TimeoutError:
                pytest.fail(f"{text!r} was never shown after {self.seen!r}")
        before, found, self.seen = self.seen.partition(text)
        return before + found


@pytest.fixture
async def model() -> AsyncIterator[FakeOpenAI]:
    async with FakeOpenAI.open() as fake:
        yield fake


def _environment(home: Path, model: FakeOpenAI) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("THREADWRIGHT_")}
    ours = {
        "THREADWRIGHT_HOME": str(home),
        "THREADWRIGHT_MODEL": "openai:scripted",
        "THREADWRIGHT_MODEL_URL": model.url,
    }
    return {**kept, **ours, "OPENAI_API_KEY": "test", "TERM": "xterm"}


@pytest.fixture
async def typist(tmp_path: Path, model: FakeOpenAI) -> AsyncIterator[Typist]:
    ours, theirs = pty.openpty()
    process = await asyncio.create_subprocess_exec(
        *CHAT,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=_environment(tmp_path, model),
        cwd=ROOT,
        start_new_session=True,
        preexec_fn=_take_terminal,
    )
    os.close(theirs)
    person = Typist(ours, process)
    person.listen()
    yield person
    if process.returncode is None:
        process.kill()
    await process.wait()
    asyncio.get_running_loop().remove_reader(ours)
    os.close(ours)


def _take_terminal() -> None:
    """Make the terminal the child's own, so that Ctrl-C reaches it as a signal."""
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


async def test_a_conversation_goes_on_in_its_thread(typist: Typist, model: FakeOpenAI, tmp_path: Path) -> None:
    model.script([says("Hello Ann. What shall I build?"), says("You are Ann.")])
    await typist.until("you> ")
    assert "Hello Ann. What shall I build?" in await typist.say("I am Ann")
    assert "You are Ann." in await typist.say("who am I?")
    typist.type("\x04")
    await typist.until("chat --thread t-")
    assert await typist.process.wait() == 0
    async with Store.open(f"sqlite:///{tmp_path / 'threadwright.db'}") as store:
        (thread,) = await store.threads.list()
        assert len(await store.messages.list(thread.id)) == 4
    assert (tmp_path / "chat_history").read_text().split("\n")[-3:-1] == ["I am Ann", "who am I?"]


async def test_ctrl_c_stops_the_answer_and_the_chat_goes_on(typist: Typist, model: FakeOpenAI) -> None:
    waiting = asyncio.Event()

    def slow(_: object) -> Says:
        waiting.set()
        return Says("Still thinking. ", pause=60)

    model.script(slow)
    await typist.until("you> ")
    typist.type("think hard\n")
    await waiting.wait()
    await typist.until("Still thinking.")
    typist.type("\x03")
    assert "Stopped. What was done until then is kept." in await typist.until("you> ")
    model.script([says("Here I am.")])
    assert "Here I am." in await typist.say("and now?")
    assert "think hard" in model.told()
    await typist.leave()
    assert await typist.process.wait() == 0


async def test_an_error_is_said_and_the_chat_goes_on(typist: Typist, model: FakeOpenAI) -> None:
    model.script([says("Fine.")])
    await typist.until("you> ")
    assert "Model: nobody:knows" in await typist.say("/model nobody:knows")
    assert "nobody is not a known provider" in await typist.say("hello")
    await typist.say("/model openai:scripted")
    assert "Fine." in await typist.say("hello")


async def test_each_line_of_a_pipe_is_a_message(tmp_path: Path, model: FakeOpenAI) -> None:
    model.script([says("One."), says("Two.")])
    process = await asyncio.create_subprocess_exec(
        *CHAT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env=_environment(tmp_path, model),
        cwd=ROOT,
    )
    shown, _ = await process.communicate(b"first\n/nonsense\nsecond\n")
    assert process.returncode == 0
    lines = shown.decode().splitlines()
    assert [line for line in lines if line in ("One.", "Two.")] == ["One.", "Two."]
    assert any(line.startswith("/new ") for line in lines)
