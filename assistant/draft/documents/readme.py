"""The README of a drafted project: how to run it, where things are, and what was decided without being told."""

from __future__ import annotations

from assistant.draft.design import Design
from assistant.draft.documents.markdown import bullets, indented, sentence

_WHERE = (
    ("app/api/**/route.ts", "the contract of each endpoint: who may, what it takes, what it answers"),
    ("lib/schemas/", "what bodies and answers hold"),
    ("lib/policy/", "who may call, and which records they see"),
    ("lib/data/", "queries, and the rules that need a transaction; the only code that queries"),
    ("lib/auth/", "passwords, tokens and the throttle of login"),
    ("lib/http/", "handle(): authentication, input, errors; endpoint(): 405 and Allow"),
    ("lib/problem.ts", "every error there is"),
    ("prisma/", "schema and migrations"),
    ("tests/", "endpoints, validation, access by a second user, the database's constraints"),
    ("blueprint.yaml", "the plan that all of this was derived from"),
)


def readme(design: Design) -> str:
    """README.md."""
    plan = design.blueprint
    about = [sentence(plan.description), "Next.js route handlers, Prisma on PostgreSQL."]
    parts = [
        f"# {plan.title if plan.title.endswith('API') else f'{plan.title} API'}\n",
        " ".join(filter(None, about)) + "\nThe endpoints and errors are in [docs/API.md](docs/API.md), the "
        "machine-readable contract in [openapi.yaml](openapi.yaml).\n",
        "## Run",
        indented(_run()),
        *_first_of_role(design),
        "## Test",
        indented(_test()),
        "Each answer in the tests is held against openapi.yaml and searched for secrets.\n",
        "## Where things are",
        indented(_where(design)),
        "A request goes route → policy → data → Prisma, and never back up.\n",
        *_doubts(design),
    ]
    return "\n".join(parts)


def _run() -> list[str]:
    return [
        "npm ci",
        "cp .env.example .env             # then fill it in: there are no defaults",
        "npm run migrate",
        "npm run build && npm start",
    ]


def _test() -> list[str]:
    return [
        "npm run typecheck && npm test              # on PGlite, needs no database",
        "TEST_DATABASE_URL=postgresql://… npm test  # on a scratch Postgres, EMPTIED: proves the row locks too",
    ]


def _first_of_role(design: Design) -> list[str]:
    account, auth = design.account, design.blueprint.auth
    others = [role for role in auth.roles if role != auth.default_role]
    if account is None or not others or auth.default_role is None:
        return []
    column = account.column(auth.identifier)
    assert column is not None
    value = "ann@example.org" if column.field.format else "ann"
    return [
        f"Everyone registers as `{auth.default_role}`. The first `{others[0]}` is made in the database:\n",
        indented([f"UPDATE {account.table} SET role = '{others[0]}' WHERE {column.db_name} = '{value}';"]),
    ]


def _where(design: Design) -> list[str]:
    shown = [(path, text) for path, text in _WHERE if design.account or path != "lib/auth/"]
    width = max(len(path) for path, _ in shown) + 2
    return [f"{path.ljust(width)}{text}" for path, text in shown]


def _doubts(design: Design) -> list[str]:
    plan = design.blueprint
    found = []
    if plan.assumptions:
        found += ["## Assumed, because the brief does not say", bullets(plan.assumptions)]
    if plan.questions:
        found += ["## Open questions", bullets(plan.questions)]
    if plan.not_understood:
        found += ["## Not understood", bullets(f"“{each.sentence}”: {each.why}" for each in plan.not_understood)]
    return found
