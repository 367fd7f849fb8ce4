"""Design -> the tests of a draft."""

from __future__ import annotations

from assistant.draft.design import Design
from assistant.draft.suite.access import access_file
from assistant.draft.suite.bodies import bodies_file
from assistant.draft.suite.concurrency import concurrency_file
from assistant.draft.suite.custom import custom_suite
from assistant.draft.suite.entities import entity_file
from assistant.draft.suite.owners import owned, owners_file
from assistant.draft.suite.requests import people_file, requests_file
from assistant.draft.suite.rows import row_file
from assistant.draft.suite.signing import auth_file
from assistant.draft.suite.static import static_files, template


def suite_files(design: Design) -> dict[str, str]:
    """Path -> text of everything below tests/, not yet formatted."""
    found = static_files(design)
    found["tests/world/people.ts"] = people_file(design)
    found["tests/world/bodies.ts"] = bodies_file(design)
    found["tests/world/requests.ts"] = requests_file(design)
    if any(owned(design, it) for it in design.entities):
        found["tests/world/owners.ts"] = owners_file(design)
    if design.account:
        found["tests/auth.test.ts"] = auth_file(design, design.account)
    if together := concurrency_file(design):
        found["tests/concurrency.test.ts"] = together
        if "whileHeld" in together:
            found["tests/held.ts"] = template("held.ts")
    for it in design.entities:
        found[f"tests/world/rows/{it.file}.ts"] = row_file(design, it)
        found[f"tests/{it.file}.test.ts"] = entity_file(design, it)
        if design.of(it):
            found[f"tests/access/{it.file}.ts"] = access_file(design, it)
    found |= custom_suite(design)
    proved = [it.file for it in design.entities if design.of(it)] + (["custom"] if design.blueprint.custom else [])
    proofs = "\n".join(f'import "./access/{file}";' for file in proved)
    found["tests/access.test.ts"] = f"{proofs}\n{found['tests/access.test.ts']}"
    return found


__all__ = ["suite_files"]
