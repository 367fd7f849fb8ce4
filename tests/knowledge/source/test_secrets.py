"""Files with secrets are refused, with the line and never the value; what only looks long is read."""

from __future__ import annotations

import pytest

from knowledge.source.left_out import Why
from knowledge.source.read import refused
from knowledge.source.secrets import secret_line

# Put together here, so that no line of this file is taken for the secret it tests.
KEY = "-----BEGIN RSA PRIVATE " + "KEY-----\n" + "MIIEowIBAAKCAQEAx7" * 4 + "\n"
RANDOM = "".join(["q7Xv9", "Tn2Kd", "8Rm4Z", "bY6Wc", "1Fj3H", "s5Lp0", "GaU"])


@pytest.mark.parametrize(
    "secret",
    [
        KEY,
        f'const key = "{RANDOM}";',
        f"API_KEY={RANDOM[:20]}",
        f"password: '{RANDOM[:16]}'",
        f"postgresql://app:{RANDOM[:14]}@db/shop",
        "ghp_" + "a8Kd02mXq7Lw91Zb" * 2,
        "AKIA" + "Q4ZT7P2M9XK3RW8B",
        "xoxb-" + "2048291730-" + "k3Jd8sQm1Zx7",
        "client_secret: " + "9f86d081884c7d65" * 2,
        "eyJhbGciOi" + "JIUzI1NiJ9.eyJzdWIiOiI" + "xMjM0NTY3ODkwIn0.dozjgNryP4J3jVmN",
    ],
)
def test_a_secret_is_refused_by_its_line(secret: str) -> None:
    found = refused("notes.md", f"# Notes\n\n{secret}\nend")
    assert found is not None
    assert (found.why, found.detail) == (Why.SECRET, "line 3")
    assert secret not in found.model_dump_json()


@pytest.mark.parametrize(
    "text",
    [
        "password: string",
        "const token = process.env.ACCESS_TOKEN_FOR_SERVICE_2;",
        "-----BEGIN PRIVATE " + "KEY----- is how such a file begins",
        "sha512-" + RANDOM * 2,
        "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
        "![logo](data:image/png;base64," + RANDOM * 3 + ")",
        "PrismaClientKnownRequestErrorWithCodeP2002AndSomeMoreWords",
        "auth = BedrockSignatureV4AuthProvider(config=aws_config)",
        "pk_orders_customer_id_created_at_2",
        "api_key = 'your-api-key-goes-here-123'",
        "postgres://postgres:postgres@localhost:5432/shop",
        "secret = 'AKIAIOSFODNN7" + "EXAMPLE'",
        "https://example.org/a/6e8bc430-9c3a-11d9-9669-0800200c9a66/download",
    ],
)
def test_what_is_no_secret_is_read(text: str) -> None:
    assert secret_line(f"first\n{text}\n") is None


def test_the_first_of_several_is_named() -> None:
    assert secret_line(f"a\npassword = {RANDOM[:18]}\n{KEY}") == 2
    assert secret_line(f"{KEY}password = {RANDOM[:18]}") == 1
