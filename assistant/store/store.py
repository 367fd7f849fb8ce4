"""The store: everything that is remembered between turns, in one database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from assistant.store import revision
from assistant.store.address import parse
from assistant.store.database import Database
from assistant.store.drafts import Drafts
from assistant.store.faults import told
from assistant.store.feedback import Feedback
from assistant.store.messages import Messages
from assistant.store.revision import State
from assistant.store.summaries import Summaries
from assistant.store.threads import Threads
from assistant.store.usage import Spending
from assistant.store.versions import Versions


class Store:
    """Safe to be used by many tasks at once, and to be opened by many processes.

    Every call is one transaction: it is kept as a whole or, after an error, a cancellation or a power cut, not at all.
    """

    def __init__(self, database: Database) -> None:
        self.threads = Threads(database)
        self.messages = Messages(database)
        self.versions = Versions(database)
        self.drafts = Drafts(database)
        self.usage = Spending(database)
        self.feedback = Feedback(database)
        self.summaries = Summaries(database)

    @classmethod
    @asynccontextmanager
    async def open(cls, url: str) -> AsyncIterator[Store]:
        """The store at `sqlite:///path` or `postgresql://user:password@host:port/database`.

        A SQLite file that is missing or empty is set up first. Raises StoreError for a database of another revision,
        and whatever else its operator must mend.
        """
        address = parse(url)
        if address.path is not None:
            await asyncio.to_thread(revision.make, address.path)
        database = Database(address)
        try:
            found = await database.read(lambda connection: connection.run_sync(revision.state))
            if found is State.EMPTY and address.path is not None:
                await revision.upgrade(address)
            elif found is not State.CURRENT:
                revision.refuse(address, found)
            elif address.path is not None:
                with told(address):
                    await asyncio.to_thread(revision.share, address.path)
            yield cls(database)
        finally:
            await database.close()


async def upgrade(url: str) -> str:
    """Set the store up, or bring it to the latest revision; where it lies, in words. Errors as for `Store.open`."""
    address = parse(url)
    await revision.upgrade(address)
    return address.shown
