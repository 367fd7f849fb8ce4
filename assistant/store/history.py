"""The whole of a thread: what was said, and every version with what is kept of it."""

from __future__ import annotations

from assistant.conversation import Receipt, Record
from assistant.store.drafts import File
from assistant.store.messages import Message
from assistant.store.store import Store
from assistant.store.threads import Thread
from assistant.store.versions import Version


class Kept(Record):
    """A version with its files and receipts; none of either where it was not drafted."""

    version: Version
    files: tuple[File, ...]
    receipts: tuple[Receipt, ...]


class History(Record):
    """A thread from its beginning; messages and versions oldest first."""

    thread: Thread
    messages: tuple[Message, ...]
    versions: tuple[Kept, ...]

    def at(self, number: int) -> Kept:
        """The version of this number, which is there."""
        return next(kept for kept in self.versions if kept.version.number == number)


async def history(store: Store, thread: str) -> History:
    """Raises InputError for an unknown thread."""
    return History(
        thread=await store.threads.get(thread),
        messages=await store.messages.list(thread),
        versions=tuple([await _kept(store, version) for version in await store.versions.list(thread)]),
    )


async def _kept(store: Store, version: Version) -> Kept:
    files = await store.drafts.list(version.thread, version.number)
    receipts = await store.drafts.receipts(version.thread, version.number)
    return Kept(version=version, files=files, receipts=receipts)
