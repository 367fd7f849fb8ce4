"""What the model says, told as it comes: sentence by sentence, each held against the receipts first."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from assistant.agent.ask import Listener

END = re.compile(r"(?<=[.!?])\s+|\n")

Corrected = Callable[[str], Awaitable[str]]
"""A sentence as it may be shown."""


class Speech:
    """`said` is the answer: the text of the last message, as far as it has come; nothing of one that called tools."""

    def __init__(self, listener: Listener, corrected: Corrected) -> None:
        self._listener = listener
        self._corrected = corrected
        self._message = ""
        self._held = ""
        self._shown: list[str] = []
        self._answer = ""

    @property
    def said(self) -> str:
        return self._answer or "".join(self._shown).strip()

    async def hear(self, message: str, delta: str) -> None:
        """A piece of `message`, by its id. Another message before the end of one takes the place of it."""
        if not delta:
            return
        if self._message != message:
            if self._shown or self._held:
                self._listener.restart()
            self._message, self._held, self._shown = message, "", []
        self._held += delta
        while end := END.search(self._held):
            await self._show(self._held[: end.end()])
            self._held = self._held[end.end() :]

    async def finish(self, message: str, text: str, *, aside: bool) -> None:
        """`message` is complete; `aside` where it went on to call tools, so that it is not the answer."""
        if text and self._message != message:
            await self.hear(message, text)
        if self._held:
            await self._show(self._held)
        self._answer = "" if aside else "".join(self._shown).strip()
        self._message, self._held, self._shown = "", "", []

    async def _show(self, sentence: str) -> None:
        shown = await self._corrected(sentence)
        self._shown.append(shown)
        self._listener.text(shown)
