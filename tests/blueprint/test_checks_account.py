from __future__ import annotations

import pytest

from assistant.blueprint.checks import check
from tests.blueprint.plans import Value, edited, found

EMAIL = "models.Member.fields.email"


@pytest.mark.parametrize(
    ("edits", "place", "words"),
    [
        ({"auth.model": "User"}, "auth.model", "'User' is not a model"),
        ({"auth.identifier": "mail"}, "auth.identifier", "'mail' is not a field of Member"),
        ({f"{EMAIL}.required": False}, EMAIL, "has to be required"),
        ({f"{EMAIL}.unique": False}, EMAIL, "has to be unique"),
        ({f"{EMAIL}.secret": True}, EMAIL, "has to be not secret"),
        ({"auth.identifier": "maxLoans"}, "models.Member.fields.maxLoans", "has to be a String and unique"),
        ({"auth.default_role": None}, "auth.default_role", "which role newcomers get"),
        ({"auth.default_role": "guest"}, "auth.default_role", "'guest' is not a role"),
        ({"auth.roles.+": "member"}, "auth.roles", "'member' is listed twice"),
        ({"auth.roles.+": "Librarian"}, "auth.roles", "'librarian' is listed twice"),
        ({"auth.roles.+": "!"}, "auth.roles", "no name for a role"),
        ({"auth.roles.+": "2nd"}, "auth.roles", "no name for a role"),
        ({"auth.providers": ["github"]}, "auth.providers", "for OAuth alone"),
        ({"auth.kind": "oauth"}, "auth.providers", "somewhere to sign in"),
        ({"auth.kind": "oauth", "auth.providers": ["a", "a"]}, "auth.providers", "listed twice"),
    ],
)
def test_sign_in_that_cannot_work(edits: dict[str, Value], place: str, words: str) -> None:
    findings = {finding.place: finding for finding in check(edited(**edits))}
    assert words in findings[place].message
    assert findings[place].mend


def test_roles_need_accounts() -> None:
    plan: dict[str, Value] = {"models": [{"name": "Book"}], "relations": [], "endpoints": []}
    finding = found(**plan, auth={"roles": ["boss"], "default_role": "boss"})
    assert (finding.place, "nobody signs in" in finding.message) == ("auth.roles", True)
    assert check(edited(**plan, auth={})) == ()
