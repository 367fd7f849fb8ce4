"""A measuring run for a drafted project, laid over it for the time of the run and no part of it."""

from __future__ import annotations

from importlib.resources import files

from assistant.blueprint.field import Scalar
from assistant.draft.design import Design
from assistant.draft.measure.endpoints import endpoints_yaml
from assistant.draft.measure.seed import UUID_HEAD, seed_sql

_STATIC = ("measure.test.ts", "calls.ts", "search.ts", "recorder.ts", "explain.ts")


def measure_files(design: Design) -> dict[str, str]:
    """Path -> text: a Vitest file that writes its figures to THREADWRIGHT_MEASURE_OUT, and what it needs."""
    templates = files("assistant.draft") / "templates" / "measure"
    return {
        **{f"measure/{name}": (templates / name).read_text(encoding="utf-8") for name in _STATIC},
        "measure/rows.ts": _rows(design),
        "measure/seed.sql": seed_sql(design),
        "measure/endpoints.yaml": endpoints_yaml(design),
    }


def _rows(design: Design) -> str:
    """How seeded rows are addressed, and their accounts' tokens."""
    uuids = design.entities[0].columns[0].field.scalar is Scalar.UUID
    parts = []
    if design.account is not None:
        parts.append('import { issueToken } from "@/lib/auth/token";\n')
    parts += [_UUID_ROWS if uuids else _INT_ROWS]
    if design.account is None:
        parts.append('export const tokenOf = (_account: number): Promise<string> => Promise.resolve("");\n')
    else:
        table = design.entities.index(design.account)
        parts.append(
            f"export const tokenOf = (account: number): Promise<string> => issueToken(rowId({table}, account));\n"
        )
    return "\n".join(parts)


_UUID_ROWS = f"""/** The id of a row, 1 to 1000, of a table, as seed.sql makes it. */
export const rowId = (table: number, row: number): string =>
  `{UUID_HEAD}${{table.toString(16).padStart(3, "0")}}-${{row.toString(16).padStart(12, "0")}}`;
"""
_INT_ROWS = """/** The id of a row, 1 to 1000, of a table, as seed.sql makes it. */
export const rowId = (_table: number, row: number): number => row;
"""
