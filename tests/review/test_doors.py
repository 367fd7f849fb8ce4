"""Rules over how requests come in and errors go out."""

from __future__ import annotations

import pytest

from assistant.blueprint.access import Access, Public
from assistant.blueprint.plan import Auth
from assistant.review.code import doors
from tests.review.subjects import PLAN, in_code, with_note

ROUTE = "app/api/notes/route.ts"
OPEN = "export const { POST } = endpoint({ POST: handle({ who: anyone }, async () => ok({})) });"


@pytest.mark.parametrize(
    "code",
    [
        "export async function GET(request: Request) { return Response.json([]); }",
        "export const GET = async () => Response.json([]);",
        "export const { GET } = endpoint({ GET: async () => ok([]) });",
        "export const { GET } = endpoint({ async GET() { return ok([]); } });",
    ],
)
def test_a_handler_outside_handle_is_found(code: str) -> None:
    assert in_code(doors.unguarded, code, ROUTE) == [f"{ROUTE}:1"]


def test_a_handler_in_handle_is_left_alone() -> None:
    assert in_code(doors.unguarded, "export const { GET } = endpoint({ GET: handle({ who }, work) });", ROUTE) == []


def test_a_write_for_anyone_needs_a_public_rule() -> None:
    assert in_code(doors.open_to_anyone, OPEN, ROUTE) == [f"{ROUTE}:1"]
    assert in_code(doors.open_to_anyone, OPEN, ROUTE, with_note(access=Access(create=(Public(),)))) == []
    assert in_code(doors.open_to_anyone, OPEN, ROUTE, PLAN.model_copy(update={"auth": Auth()})) == []
    assert in_code(doors.open_to_anyone, OPEN.replace("anyone", "signedIn"), ROUTE) == []


def test_a_body_without_a_schema_is_found() -> None:
    assert in_code(doors.unchecked_bodies, "const body = await request.json();", ROUTE)
    assert not in_code(doors.unchecked_bodies, "const body = NewNote.parse(await request.json());", ROUTE)
    assert not in_code(doors.unchecked_bodies, "return Response.json(body);", ROUTE)


def test_a_schema_that_lets_keys_through_is_found() -> None:
    assert in_code(doors.loose_bodies, "const NewNote = z.object({ text }).passthrough();", "lib/schemas/notes.ts")
    assert in_code(doors.loose_bodies, "const NewNote = z.looseObject({ text });", "lib/schemas/notes.ts")
    assert not in_code(doors.loose_bodies, "const NewNote = z.strictObject({ text });", "lib/schemas/notes.ts")


@pytest.mark.parametrize(
    "code",
    [
        'const secret = process.env.JWT_SECRET ?? "change me";',
        "const secret = process.env.JWT_SECRET || `dev`;",
        'const url = env.DATABASE_URL ?? "postgresql://localhost";',
        'const apiKey = "sk-1234567890";',
        'const settings = { JWT_SECRET: "only-for-now-please" };',
    ],
)
def test_a_secret_in_the_code_is_found(code: str) -> None:
    assert in_code(doors.default_secrets, code) == ["lib/data/notes.ts:1"]


@pytest.mark.parametrize(
    "code",
    [
        'const secret = env("JWT_SECRET");',
        'const url = process.env.DATABASE_URL ?? "";',
        'const port = process.env.PORT ?? "3000";',
        'const tokenType = "Bearer";',
    ],
)
def test_a_setting_is_no_secret(code: str) -> None:
    assert in_code(doors.default_secrets, code) == []


def test_errors_made_by_hand_are_found() -> None:
    by_hand = 'return Response.json({ error: "no" }, { status: 404 });'
    leaking = "return NextResponse.json({ error: error.message }, { status: 500 });"
    assert in_code(doors.error_shape, by_hand, ROUTE)
    assert in_code(doors.error_shape, leaking, ROUTE)
    assert not in_code(doors.error_shape, "return Response.json(made, { status: 201 });", ROUTE)
