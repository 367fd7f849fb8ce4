"""The last migration, on a database that has rows already."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace

import psycopg
from psycopg import sql

from assistant.conversation import Failure
from assistant.errors import WorkbenchError
from assistant.workbench.gates.verdict import Tool, Verdict, failed, not_run, passed
from assistant.workbench.rows.catalogue import Catalogue, Table, catalogue
from assistant.workbench.rows.compare import Changes, Snapshot, changes, snapshot
from assistant.workbench.rows.invent import SPELLINGS, Recipe, UnknownTypeError, invented
from assistant.workbench.rows.supply import value_for, with_values
from assistant.workbench.stage import Stage

CHECK = "migration-on-rows"
MOST_TRIES = 24
Create = Callable[[str, str | None], Awaitable[str]]
"""Makes a database of this name, from the template of that name, and gives its URL."""


async def keep(tool: Tool, stage: Stage, create: Create, seconds: float) -> Verdict:
    """Rows of every kind are put in before the last migration, and looked for after it.

    A migration may stop at rows that it can't take along, as long as it changes nothing; it is then tried on rows
    without what it stopped at, and the receipt tells at what.
    """
    *earlier, last = stage.migrations
    try:
        async with _opened(await create("before", None)) as connection:
            for path in earlier:
                await _run(connection, stage.text(path), seconds)
            tables = await catalogue(connection)
        return await _tried(tool, stage, create, tables, last, seconds)
    except UnknownTypeError as error:
        return not_run(tool, f"no rows can be made up: {error}")
    except psycopg.Error as error:
        return not_run(tool, f"no rows could be put in before {last}: {error}")


async def _tried(tool: Tool, stage: Stage, create: Create, tables: Catalogue, last: str, seconds: float) -> Verdict:
    recipe, script, stops, met = Recipe(), stage.text(last), list[str](), list[psycopg.Error]()
    for number in range(MOST_TRIES):
        async with _opened(await create(f"rows{number}", "before")) as connection:
            try:
                before = await _filled(connection, tables, recipe)
            except psycopg.errors.UniqueViolation:  # text that spells one of a few values
                if recipe.rows == 1:
                    raise
                recipe = replace(recipe, rows=recipe.rows - 1)
                continue
            error = await _refusal(connection, with_values(script, recipe.supplied), seconds)
            if error is None:
                after = await snapshot(connection, await catalogue(connection))
                return _verdict(tool, last, before, changes(before, after), stops, recipe)
            why = _why(error)
            told = (recipe.supplied and not _stops(error)) or (_misfit(error) and any(_misfit(each) for each in met))
            if why not in stops and not told:
                stops.append(why)
            met.append(error)
            if await catalogue(connection) != tables or await snapshot(connection, tables) != before:
                return failed(tool, [Failure(message=f"it stopped half-way: {why}", file=last)])
        easier = _easier(recipe, error, script, tables)
        if easier is None:
            break
        recipe = easier
    return failed(tool, [Failure(message=why, file=last) for why in stops])


def _verdict(tool: Tool, last: str, before: Snapshot, found: Changes, stops: Sequence[str], recipe: Recipe) -> Verdict:
    counts = {"rows": before.count, "tables": sum(map(bool, before.rows.values()))}
    if found.lost:
        return failed(tool, [Failure(message=each, file=last) for each in found.lost], counts)
    told = [f"{counts['rows']} rows in {counts['tables']} {'table' if counts['tables'] == 1 else 'tables'} kept"]
    told += [f"renamed with their values: {', '.join(found.renamed)}"] if found.renamed else []
    told += [f"now pairs: {', '.join(found.moved)}"] if found.moved else []
    told += [f"dropped: {', '.join(found.dropped)}"] if found.dropped else []
    told += [f"stops, and changes nothing, {why}" for why in stops]
    given = [f"{table}.{column}" for table, column in sorted(recipe.supplied)]
    told += [f"kept once the script gives {', '.join(given)} a value"] if given else []
    return passed(tool, "; ".join(told), counts)


def _why(error: psycopg.Error) -> str:
    words = " ".join((error.diag.message_primary or str(error)).split())
    match error.sqlstate:
        case "23502":
            return f"at rows without {error.diag.table_name}.{error.diag.column_name}"
        case "23505":
            return f"at doubles ({words})"
        case _:
            return f"at a row ({words})"


def _easier(recipe: Recipe, error: psycopg.Error, script: str, tables: Catalogue) -> Recipe | None:
    """Rows without what the migration stopped at; None where that is nothing that rows can do about."""
    code = error.sqlstate or ""
    table = _former(script, error.diag.table_name or "", _RENAMED_TABLE)
    if code == "23502":
        column = _former(script, error.diag.column_name or "", rf"RENAME COLUMN {_NAME} TO {_NAME}")
        there = next((each for each in tables.values() if each.name == table), None)
        if there and there.named(column):
            filled = recipe.with_value(table, column)
            return filled if filled != recipe else recipe.without(table)
        place = (error.diag.table_name or "", error.diag.column_name or "")
        if place in recipe.supplied or value_for(script, *place) is None:
            return replace(recipe, supplied=recipe.supplied - {place}).without(table)
        return replace(recipe, supplied=recipe.supplied | {place})
    if code == "23503":
        return recipe.without(table)
    if code == "23505":
        return replace(recipe, rows=1) if recipe.rows > 1 else None
    if _misfit(error):
        return _spelled(recipe, error, script, tables)
    # A value that was put into the script does not do there.
    names = {_former(script, name, _RENAMED_TABLE) for name, _ in recipe.supplied}
    return replace(recipe, supplied=frozenset(), empty=recipe.empty | names) if names else None


def _stops(error: psycopg.Error) -> bool:
    """Whether it is rows that the migration can't take along."""
    return (error.sqlstate or "")[:2] in ("21", "22", "23")


def _misfit(error: psycopg.Error) -> bool:
    """Whether a value is none of its new type."""
    return (error.sqlstate or "").startswith("22")


def _spelled(recipe: Recipe, error: psycopg.Error, script: str, tables: Catalogue) -> Recipe | None:
    """Values that do not fit: enums without the value that is named, then text that spells something else."""
    labels = {label for table in tables.values() for each in table.columns for _, label in each.labels}
    known = labels if recipe.labels is None else recipe.labels
    named = {label for label in known if f'"{label}"' in str(error)}
    if named:
        return replace(recipe, labels=frozenset(known - named))
    spellings = [*SPELLINGS, *re.findall(r"AS ENUM \('([^']+)'", script)]
    following = spellings[spellings.index(recipe.text) + 1 :]
    if not following:
        return None
    return replace(recipe, text=following[0])


_NAME = '"([^"]+)"'
_RENAMED_TABLE = f"ALTER TABLE {_NAME} RENAME TO {_NAME}"


def _former(script: str, name: str, renaming: str) -> str:
    """What was called `name` before the script."""
    for was, now in reversed(re.findall(renaming, script)):
        name = was if now == name else name
    return name


async def _filled(connection: psycopg.AsyncConnection, tables: Catalogue, recipe: Recipe) -> Snapshot:
    for table, rows in invented(tables, recipe):
        for row in rows:
            columns = sql.SQL(", ").join(map(sql.Identifier, row))
            values = sql.SQL(", ").join(
                sql.SQL("{}::{}").format(sql.Literal(value), sql.SQL(_type(table, name))) for name, value in row.items()
            )
            query = sql.SQL("INSERT INTO {} ({}) OVERRIDING SYSTEM VALUE VALUES ({})")
            await connection.execute(query.format(sql.Identifier(table.name), columns, values))
    return await snapshot(connection, tables)


def _type(table: Table, column: str) -> str:
    """As the database itself writes it."""
    found = table.named(column)
    return found.type if found else "text"


async def _refusal(connection: psycopg.AsyncConnection, script: str, seconds: float) -> psycopg.Error | None:
    try:
        await _run(connection, script, seconds)
    except psycopg.Error as error:
        await connection.execute("ROLLBACK")
        return error
    return None


async def _run(connection: psycopg.AsyncConnection, script: str, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await connection.execute(script.encode())
    except TimeoutError:
        raise WorkbenchError(f"a migration did not end within {seconds:g} s") from None


@asynccontextmanager
async def _opened(url: str) -> AsyncIterator[psycopg.AsyncConnection]:
    connection = await psycopg.AsyncConnection.connect(url, autocommit=True)
    try:
        yield connection
    finally:
        await connection.close()
