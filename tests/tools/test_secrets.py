"""Secrets are put out of sight; code that speaks of them is left alone."""

from __future__ import annotations

import pytest

from assistant.tools.secrets import HIDDEN, redacted


@pytest.mark.parametrize(
    "secret",
    [
        "sk-proj-abcdefghijklmnopqrstuvwx",
        "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
        "xoxb-1234567890-abcdefghij",
        "AKIAIOSFODNN7EXAMPLE",
        "hunter2hunter2",
    ],
)
def test_a_secret_is_hidden(secret: str) -> None:
    told = redacted(f"use PASSWORD={secret} please, or {secret if '-' in secret else ''}")
    assert secret not in told
    assert HIDDEN in told


def test_the_password_of_a_url_is_hidden_and_the_rest_stays() -> None:
    assert redacted("postgresql://app:pa55word@db/shop") == f"postgresql://app:{HIDDEN}@db/shop"


@pytest.mark.parametrize(
    "text",
    ["password: string", "token = process.env.TOKEN", "A member has a password and a name.", "apiKey: readKey()"],
)
def test_code_and_prose_stay(text: str) -> None:
    assert redacted(text) == text
