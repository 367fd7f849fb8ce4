"""A database that the store has opened, and transactions on it: each one is finished once it has begun."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, nullcontext
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from assistant.store.address import Address
from assistant.store.engine import WRITES, engine
from assistant.store.faults import told

T = TypeVar("T")
P = ParamSpec("P")


class Database:
    """Its transactions raise StoreError for whatever the operator can mend."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._engine = engine(address)
        # SQLite's transactions see one moment in any case, PostgreSQL's when they are asked to.
        snapshot = {} if address.path else {"isolation_level": "REPEATABLE READ"}
        self._reader = self._engine.execution_options(**snapshot)
        self._writer = self._engine.execution_options(**{WRITES: True})
        # SQLite has one writer at a time; waiting here is in order, waiting there is by luck.
        self._turn: AbstractAsyncContextManager[None] = asyncio.Lock() if address.path else nullcontext()
        self._under_way: set[asyncio.Task[object]] = set()

    async def read(self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        """What `work` finds in one transaction, which sees the database as it is at one moment."""
        return await self._finished(self._within(self._reader, work))

    async def write(self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        """What `work` returns, after its transaction is committed. An error in it undoes everything."""
        async with self._turn:
            return await self._finished(self._within(self._writer, work))

    async def close(self) -> None:
        if self._under_way:
            await asyncio.wait(self._under_way)
        await self._engine.dispose()

    async def _within(self, engine: AsyncEngine, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        with told(self._address):
            async with engine.begin() as connection:
                return await work(connection)

    async def _finished(self, transaction: Coroutine[None, None, T]) -> T:
        """Its result. A cancellation waits for its end: SQLite keeps the lock of a statement that is broken off."""
        task = asyncio.create_task(transaction)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            await asyncio.wait([task])
            raise


class Repository:
    """The rows of one kind: its methods are transactions."""

    def __init__(self, database: Database) -> None:
        self._database = database


R = TypeVar("R", bound=Repository)


def reads(
    method: Callable[Concatenate[R, AsyncConnection, P], Awaitable[T]],
) -> Callable[Concatenate[R, P], Coroutine[None, None, T]]:
    """Runs a method in a transaction of its own that reads; callers leave out the connection."""

    @wraps(method)
    async def reading(self: R, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return await self._database.read(lambda connection: method(self, connection, *args, **kwargs))

    return reading


def writes(
    method: Callable[Concatenate[R, AsyncConnection, P], Awaitable[T]],
) -> Callable[Concatenate[R, P], Coroutine[None, None, T]]:
    """Runs a method in a transaction of its own that writes; callers leave out the connection."""

    @wraps(method)
    async def writing(self: R, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return await self._database.write(lambda connection: method(self, connection, *args, **kwargs))

    return writing
