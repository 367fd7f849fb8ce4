"""The server: on loopback, one scripted answer a request, everything it was asked kept to look at."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from typing import Any

from tests.doubles.openai.answers import Answer, Fails, Says, deltas, message, usage

Script = Iterable[Answer] | Callable[[dict[str, Any]], Answer]


class FakeOpenAI:
    """`script` gives the answers of a model by its name, `*` those of any other; one that ran out answers 500."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self.url = ""
        self._scripts: dict[str, Callable[[dict[str, Any]], Answer]] = {}

    def script(self, answers: Script, model: str = "*") -> None:
        """What to answer from now on: one after the other, or what a function of the request says."""
        if callable(answers):
            self._scripts[model] = answers
            return
        rest = iter(answers)
        self._scripts[model] = lambda _: next(rest, Fails(500, "the script has no more answers"))

    def told(self, index: int = -1) -> str:
        """Every message of a request as one text."""
        return "\n".join(str(each.get("content")) for each in self.requests[index]["messages"])

    @classmethod
    @asynccontextmanager
    async def open(cls) -> AsyncIterator[FakeOpenAI]:
        """A server that listens until the block ends."""
        fake = cls()
        server = await asyncio.start_server(fake._serve, "127.0.0.1", 0)
        fake.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
        async with server:
            yield fake

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            length = next(int(line[15:]) for line in head.splitlines() if line.lower().startswith("content-length:"))
            request = json.loads(await reader.readexactly(length))
            self.requests.append(request)
            script = self._scripts.get(request["model"]) or self._scripts["*"]
            await self._answer(request, script(request), writer)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # whoever asked is gone, as a cancelled turn is
        finally:
            writer.close()

    async def _answer(self, request: dict[str, Any], answer: Answer, writer: asyncio.StreamWriter) -> None:
        if isinstance(answer, Fails):
            body = json.dumps({"error": {"message": answer.message, "type": "server_error"}}).encode()
            _head(writer, answer.status, "application/json", {**answer.headers, "Content-Length": str(len(body))})
            writer.write(body)
            return
        number = len(self.requests)
        whole = {"id": f"chatcmpl-{number}", "created": 0, "model": request["model"]}
        finish = "tool_calls" if answer.calls else "stop"
        if not request.get("stream"):
            choice = {"index": 0, "message": message(answer, number), "finish_reason": finish}
            told = whole | {"object": "chat.completion", "choices": [choice], "usage": usage(answer)}
            body = json.dumps(told).encode()
            _head(writer, 200, "application/json", {"Content-Length": str(len(body))})
            writer.write(body)
            return
        _head(writer, 200, "text/event-stream", {"Transfer-Encoding": "chunked"})
        await _stream(writer, whole | {"object": "chat.completion.chunk"}, answer, number, finish)


async def _stream(writer: asyncio.StreamWriter, whole: dict[str, Any], answer: Says, number: int, finish: str) -> None:
    sent = 0
    for delta in deltas(answer, number):
        if answer.cut is not None and sent >= answer.cut:
            return
        sent += len(delta.get("content") or "")
        _event(writer, whole | {"choices": [{"index": 0, "delta": delta, "finish_reason": None}]})
        await writer.drain()
        await asyncio.sleep(0)
    await asyncio.sleep(answer.pause)
    _event(writer, whole | {"choices": [{"index": 0, "delta": {}, "finish_reason": finish}]})
    _event(writer, whole | {"choices": [], "usage": usage(answer)})
    _chunk(writer, b"data: [DONE]\n\n")
    _chunk(writer, b"")


def _event(writer: asyncio.StreamWriter, event: dict[str, Any]) -> None:
    _chunk(writer, b"data: " + json.dumps(event).encode() + b"\n\n")


def _chunk(writer: asyncio.StreamWriter, content: bytes) -> None:
    writer.write(f"{len(content):x}\r\n".encode() + content + b"\r\n")


def _head(writer: asyncio.StreamWriter, status: int, kind: str, headers: dict[str, str]) -> None:
    lines = [f"HTTP/1.1 {status} Scripted", f"Content-Type: {kind}", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    writer.write(("\r\n".join(lines) + "\r\n\r\n").encode())
