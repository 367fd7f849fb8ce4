"""Templates are cut down to what is reached."""

from __future__ import annotations

from assistant.draft.code.template import shake, template

NO_FLAGS: frozenset[str] = frozenset()


def test_only_what_is_wanted_and_what_it_needs_stays() -> None:
    fields = template("lib/fields.ts", frozenset({"uuid"}), {})
    text = shake({"lib/fields.ts": fields}, {"@/lib/fields": {"decimal"}})["lib/fields.ts"]
    assert "export const decimal =" in text
    assert "function decimalPattern" in text
    assert "export const email" not in text
    assert text.startswith('import { z } from "zod";\nimport { Prisma } from "@/generated/prisma/client";\n')


def test_an_import_goes_with_its_last_use() -> None:
    fields = template("lib/fields.ts", frozenset({"uuid"}), {})
    text = shake({"lib/fields.ts": fields}, {"@/lib/fields": {"text"}})["lib/fields.ts"]
    assert "Prisma" not in text


def test_a_name_after_three_dots_is_a_use() -> None:
    handle = template("lib/http/handle.ts", NO_FLAGS, {})
    text = shake({"lib/http/handle.ts": handle}, {"@/lib/http/handle": {"handle"}})["lib/http/handle.ts"]
    assert "function describe(" in text


def test_a_file_that_nobody_reaches_is_left_out() -> None:
    page = template("lib/page.ts", frozenset({"uuid"}), {})
    assert shake({"lib/page.ts": page}, {}) == {}


def test_needs_are_followed_into_other_templates() -> None:
    paths = ("lib/page.ts", "lib/fields.ts")
    found = {path: template(path, frozenset({"uuid"}), {"PAGE_SIZE": "20", "MAX_PAGE_SIZE": "100"}) for path in paths}
    files = shake(found, {"@/lib/page": {"PageQuery"}})
    assert "export const wholeText" in files["lib/fields.ts"]
    assert ".default(20)" in files["lib/page.ts"]


def test_flags_choose() -> None:
    env = template("lib/env.ts", NO_FLAGS, {})
    with_auth = template("lib/env.ts", frozenset({"auth"}), {})
    assert "JWT_SECRET" not in str(env)
    assert "JWT_SECRET" in str(with_auth)
