"""A house for scenarios: a store in a folder of its own, a drafter on paper, a fake model, and ears."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from assistant.agent.ask import Ask
from assistant.agent.assistant import Assistant
from assistant.conversation import Reply
from assistant.settings import Settings
from assistant.store import Store
from assistant.tools.toolbox import TOOLS
from tests.agent.drafter import PaperDrafter
from tests.doubles.openai.server import FakeOpenAI

MODEL = "openai:scripted"


@dataclass
class Ears:
    """A listener that remembers."""

    stages: list[tuple[str, str]] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    restarts: int = 0

    def progress(self, stage: str, message: str) -> None:
        self.stages.append((stage, message))

    def text(self, delta: str) -> None:
        self.pieces.append(delta)

    def restart(self) -> None:
        self.restarts += 1
        self.pieces.clear()

    @property
    def heard(self) -> str:
        return "".join(self.pieces)


@dataclass
class House:
    """Asks an assistant, opened anew for each message, as a command line would."""

    home: Path
    model: FakeOpenAI
    store: Store
    drafter: PaperDrafter = field(default_factory=PaperDrafter)
    ears: Ears = field(default_factory=Ears)
    settings: dict[str, Any] = field(default_factory=dict)

    def assistant(self) -> Assistant:
        values = {"home": self.home, "model": MODEL, "model_url": self.model.url, **self.settings}
        return Assistant(Settings(**values), self.store, self.drafter, self.ears, TOOLS)

    async def ask(self, text: str, thread: str | None = None, **more: object) -> Reply:
        return await self.assistant().turn(Ask(text=text, thread=thread, **more))

    async def texts(self, thread: str) -> list[str]:
        return [message.text for message in await self.store.messages.list(thread)]


@pytest.fixture
async def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    """Model calls go to a fake server, nowhere else."""
    monkeypatch.setenv("OPENAI_API_KEY", "test")
    async with FakeOpenAI.open() as model, Store.open(f"sqlite:///{tmp_path / 'home' / 'threadwright.db'}") as store:
        yield House(tmp_path / "home", model, store)
