"""A database that the store has opened: transactions that read, and transactions that write one after the other."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext

from sqlalchemy.ext.asyncio import AsyncConnection

from assistant.store.address import Address
from assistant.store.engine import WRITES, engine
from assistant.store.faults import told


class Database:
    """Its transactions raise StoreError for whatever the operator can mend."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self._engine = engine(address)
        self._writer = self._engine.execution_options(**{WRITES: True})
        # SQLite has one writer at a time; waiting here is in order, waiting there is by luck.
        self._turn: AbstractAsyncContextManager[None] = asyncio.Lock() if address.path else nullcontext()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """One transaction for what must be seen at one moment."""
        with told(self.address):
            async with self._engine.begin() as connection:
                yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """One transaction, committed at its end, undone by an error or a cancellation."""
        with told(self.address):
            async with self._turn, self._writer.begin() as connection:
                yield connection

    async def close(self) -> None:
        await self._engine.dispose()
