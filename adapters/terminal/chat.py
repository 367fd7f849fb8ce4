"""The chat: lines in, answers out, one thread from beginning to end."""

from __future__ import annotations

import select
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, contextmanager, suppress
from pathlib import Path

from rich.text import Text

from adapters.terminal import chat_texts as texts
from adapters.terminal.background import Background, Stopped
from adapters.terminal.compact import compact
from adapters.terminal.live import Live
from adapters.terminal.screen import clean, screen
from adapters.terminal.talk import show_beside
from assistant.agent.ask import Ask, Listener
from assistant.agent.assistant import Assistant
from assistant.conversation import Reply
from assistant.errors import ThreadwrightError
from assistant.settings import Settings

HISTORY = "chat_history"
PASTE_SECONDS = 0.05
"""Lines that come closer together than a person types were pasted, and are one message."""

Opened = Callable[[Settings, Listener], AbstractAsyncContextManager[Assistant]]
"""Opens an assistant that tells a listener."""


class Chat:
    """`ask` is what every message is asked with beside its text, `opened` what answers it."""

    def __init__(self, settings: Settings, ask: Ask, opened: Opened) -> None:
        self._settings = settings
        self._opened = opened
        self._ask = ask
        self._console = screen(sys.stdout, settings.colour)
        self._known: set[str] = set()
        self._live = Live(self._console, screen(sys.stderr, settings.colour))

    def run(self) -> None:
        """Until the person leaves. Raises StoreError, OperatorError or InputError for what keeps it from beginning."""
        with Background() as background, _history(self._settings.home / HISTORY):
            stack = AsyncExitStack()
            try:
                assistant = background.run(stack.enter_async_context(self._opened(self._settings, self._live)))
                self._greet(background, assistant)
                self._converse(background, assistant)
            finally:
                background.run(stack.aclose())
        if self._ask.thread is not None:
            self._say(texts.RESUME.format(thread=self._ask.thread), "dim")

    def _greet(self, background: Background, assistant: Assistant) -> None:
        if self._ask.role is not None:
            self._ask = self._ask.model_copy(update={"role": assistant.personas.stem(self._ask.role)})
        if self._ask.thread is not None:
            thread = background.run(assistant.store.threads.find(self._ask.thread))
            self._ask = self._ask.model_copy(update={"thread": thread.id})
            head = texts.NO_VERSION if thread.head is None else f"v{thread.head}"
            self._say(texts.GOES_ON.format(title=thread.title, thread=thread.id, head=head), "dim")
        self._say(texts.GREETING.format(model=self._ask.model or self._settings.model), "dim")

    def _converse(self, background: Background, assistant: Assistant) -> None:
        while (line := self._read()) is not None:
            if not line:
                continue
            if line.startswith("/"):
                if not self._obey(line, assistant):
                    return
                continue
            try:
                reply = background.run(assistant.turn(self._ask.model_copy(update={"text": line})))
            except Stopped:
                self._live.end()
                self._say(texts.STOPPED, "yellow")
                self._remember(background, assistant)
            except ThreadwrightError as error:
                self._live.end()
                self._say(str(error), "bold red")
                self._remember(background, assistant)
            else:
                self._show(reply)

    def _show(self, reply: Reply) -> None:
        self._live.end()
        if self._ask.thread is None:
            self._ask = self._ask.model_copy(update={"thread": reply.thread})
        show_beside(reply, self._console)
        if reply.draft is not None:
            self._console.print(compact(reply.draft, self._known))
        self._known |= {*reply.assumptions, *reply.questions}
        self._console.print()

    def _remember(self, background: Background, assistant: Assistant) -> None:
        """A first turn that ended early has begun a thread all the same: the chat goes on in it."""
        if self._ask.thread is None:
            threads = background.run(assistant.store.threads.list(limit=1))
            if threads:
                self._ask = self._ask.model_copy(update={"thread": threads[0].id})

    def _obey(self, line: str, assistant: Assistant) -> bool:
        """Follow a command of the chat; False when it is to end."""
        name, _, rest = line[1:].strip().partition(" ")
        rest = rest.strip()
        match name.lower():
            case "quit" | "exit" | "q":
                return False
            case "new":
                self._ask = self._ask.model_copy(update={"thread": None})
                self._say(texts.NEW_THREAD, "dim")
            case "thread":
                self._say(self._ask.thread or texts.NO_THREAD, "dim")
            case "role" if rest:
                try:
                    self._ask = self._ask.model_copy(update={"role": assistant.personas.stem(rest)})
                    self._say(texts.ROLE.format(role=self._ask.role), "dim")
                except ThreadwrightError as error:
                    self._say(str(error), "bold red")
            case "model" if rest:
                self._ask = self._ask.model_copy(update={"model": rest})
                self._say(texts.MODEL.format(model=rest), "dim")
            case _:
                self._say(texts.HELP)
        return True

    def _read(self) -> str | None:
        """The next message; None when the person leaves."""
        try:
            lines = [input(texts.PROMPT if sys.stdin.isatty() else "")]
            while lines[-1].endswith("\\") or _pasted():
                lines[-1] = lines[-1].removesuffix("\\")
                lines.append(input(texts.PROMPT_MORE if sys.stdin.isatty() else ""))
        except EOFError:
            return None
        except KeyboardInterrupt:
            self._console.print()
            return None
        return "\n".join(lines).strip()

    def _say(self, text: str, style: str = "") -> None:
        self._console.print(Text(clean(text), style))


def _pasted() -> bool:
    return sys.stdin.isatty() and bool(select.select([sys.stdin], [], [], PASTE_SECONDS)[0])


@contextmanager
def _history(path: Path) -> Iterator[None]:
    """Lines typed before can be taken up again, on a terminal that can edit them."""
    try:
        import readline
    except ImportError:
        yield
        return
    with suppress(OSError):
        readline.read_history_file(path)
    try:
        yield
    finally:
        readline.set_history_length(1000)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            readline.write_history_file(path)
            path.chmod(0o600)
