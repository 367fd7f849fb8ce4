"""A version on top of another, drafted and verified on the real toolchain."""

from __future__ import annotations

from pathlib import Path

from assistant.blueprint.field import Field
from assistant.blueprint.operations import operation as op
from assistant.blueprint.operations.apply import apply
from assistant.blueprint.text import from_yaml
from assistant.conversation import Draft
from assistant.drafting.folder import read_files
from assistant.drafting.make import make
from assistant.drafting.migration.history import FOLDER, History, scripts
from assistant.drafting.stages import Stages
from assistant.drafting.verify import check, look
from assistant.workbench import Workbench
from tests.drafting.conftest import silent

NOTES = """
title: Notes
models:
- name: Note
  fields: [{name: text, type: String, max_length: 200}]
  access: {read: [{kind: public}], create: [{kind: public}]}
endpoints:
- {model: Note, path: /notes, operations: [list, read, create]}
"""
CHANGES = (
    op.RenameField(model="Note", field="text", to="body"),
    op.AddField(model="Note", field=Field(name="mood", type="String", default="good; or not")),
)


def statuses(draft: Draft) -> dict[str, str]:
    """Check -> how it ended."""
    return {receipt.check: receipt.status.value for receipt in draft.receipts}


async def test_a_version_stands_on_its_parent_and_verifies(bench: Workbench, tmp_path: Path) -> None:
    plan, first, second = from_yaml(NOTES), tmp_path / "v1", tmp_path / "v2"
    await make(plan, first, bench=bench, stages=Stages(silent), force=False, metrics=())
    before = {path: text for path, text in read_files(first).items() if path.startswith(FOLDER)}
    drafted = await make(
        apply(plan, CHANGES),
        second,
        bench=bench,
        stages=Stages(silent),
        force=False,
        metrics=(),
        history=History(before, plan, CHANGES),
        number=2,
    )
    assert set(statuses(drafted).values()) == {"passed"}
    assert "migration-on-rows" in statuses(drafted)
    assert drafted.archive == "notes-v2.zip"
    after = read_files(second)
    assert {path: after[path] for path in before} == before
    assert len(scripts(after)) == 2
    verified = await check(look(second), bench=bench, stages=Stages(silent), metrics=())
    assert (verified.edited, set(statuses(verified).values())) == ((), {"passed"})
    (second / "tests/extra.test.ts").write_text(
        'import { expect, test } from "vitest";\n\ntest("one", () => {\n  expect(1).toBe(1);\n});\n'
    )
    access = second / "tests/access.test.ts"
    access.write_text(access.read_text() + "// mine\n")
    edited = await check(look(second), bench=bench, stages=Stages(silent), metrics=())
    assert edited.edited == ("tests/access.test.ts", "tests/extra.test.ts")
    assert edited.tests == drafted.tests + 1
