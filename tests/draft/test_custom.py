"""What is derived around work that was written by hand."""

from __future__ import annotations

from pathlib import Path

import yaml

from assistant.blueprint.access import Authenticated, HasRole, Public
from assistant.blueprint.custom import Conflict, Custom, Method
from assistant.blueprint.field import Field
from assistant.blueprint.text import from_yaml
from assistant.draft.design import design
from assistant.draft.project import project_files

PLAN = from_yaml((Path(__file__).parent / "fixtures" / "blueprints" / "library-lending.yaml").read_text("utf-8"))
ROLE = PLAN.auth.roles[-1]
REPORT = Custom(
    name="lateLoans",
    path="/reports/late-loans",
    summary="The loans that are late.",
    rules=(HasRole(roles=(ROLE,)),),
    query=(Field(name="limit", type="Int", required=False, min=1, max=100),),
    answer=(Field(name="loanId", type="Uuid"),),
    many=True,
    code="\n  const rows = await db().loan.findMany({ where: loansVisibleTo(actor), take: query.limit ?? 20 });\n"
    "  return { items: rows.map(({ id }) => ({ loanId: id })) };\n",
    test='test("is empty", async () => {\n  await makeLoan();\n  expect(await call("GET", "/x")).toBeTruthy();\n});',
)
IMPORT = Custom(
    name="importBooks",
    method=Method.POST,
    path="/imports/books",
    summary="Add several books at once",
    rules=(Authenticated(),),
    body=(Field(name="titles", type="String", many=True, max_length=20),),
    conflicts=(Conflict(type="import-running", title="An import is running already"),),
    arrange='await makeBook();\nconst body = { titles: ["A"] };',
    code='if (body.titles.length > 19) throw new Problem("import-running");',
    test='test("adds", async () => {});',
)


def files(*customs: Custom) -> dict[str, str]:
    return dict(project_files(design(PLAN.model_copy(update={"custom": customs}))))


def test_the_route_asks_who_and_what_and_lets_out_only_what_is_answered() -> None:
    route = files(REPORT)["app/api/reports/late-loans/route.ts"]
    assert "query: LateLoansQuery }, async ({ actor, query }) =>" in route
    assert "ok(LateLoansAnswer.parse(await lateLoans({ actor, query })))" in route
    assert "answer  200 LateLoansAnswer" in route


def test_the_code_gets_the_imports_that_it_names_and_no_others() -> None:
    work = files(REPORT)["lib/data/custom/late-loans.ts"]
    assert 'import { db } from "@/lib/data/db";' in work
    assert 'import { loansVisibleTo } from "@/lib/policy/loans";' in work
    assert "Problem" not in work
    assert "export async function lateLoans({ actor, query }: { actor: Actor; query: LateLoansQuery })" in work


def test_work_without_an_answer_ends_in_204_and_its_conflict_is_a_problem() -> None:
    drafted = files(IMPORT)
    assert "noContent()" in drafted["app/api/imports/books/route.ts"]
    assert "Promise<void>" in drafted["lib/data/custom/import-books.ts"]
    assert '"import-running": [409, "An import is running already"]' in drafted["lib/problem.ts"]
    assert "`import-running`" in drafted["docs/API.md"]


def test_the_document_says_what_is_taken_and_answered() -> None:
    document = yaml.safe_load(files(REPORT, IMPORT)["openapi.yaml"])
    report = document["paths"]["/api/reports/late-loans"]["get"]
    assert report["parameters"][0]["schema"] == {"type": "integer", "minimum": 1, "maximum": 100}
    items = document["components"]["schemas"]["LateLoansAnswer"]["properties"]["items"]
    assert items == {"type": "array", "items": {"$ref": "#/components/schemas/LateLoansItem"}}
    books = document["paths"]["/api/imports/books"]["post"]
    assert {"204", "401", "409", "413", "415", "422"} <= set(books["responses"])


def test_its_tests_are_the_written_ones_and_a_proof_of_every_rule() -> None:
    drafted = files(REPORT, IMPORT)
    written = drafted["tests/custom/late-loans.test.ts"]
    assert 'import { expect, test } from "vitest";' in written
    assert 'import { makeLoan } from "../world/rows/loans";' in written
    proofs = drafted["tests/access/custom.ts"]
    assert proofs.count("nobody: 401") == len((REPORT, IMPORT))
    assert "403" in proofs
    assert 'import "./access/custom";' in drafted["tests/access.test.ts"]
    requests = drafted["tests/world/requests.ts"]
    assert 'await makeBook();\nconst body = { titles: ["A"] };' in requests
    assert 'path: "/api/imports/books", actor, body }' in requests


def test_what_anyone_may_call_is_called_by_nobody_in_particular() -> None:
    anyone = REPORT.model_copy(update={"rules": (Public(),), "code": "return { items: [] };"})
    drafted = files(anyone)
    assert "lateLoans()" in drafted["app/api/reports/late-loans/route.ts"]
    assert "callers.nobody()" in drafted["tests/world/requests.ts"]
    assert "401" not in drafted["tests/access/custom.ts"]


def test_a_plan_without_custom_endpoints_has_no_trace_of_them() -> None:
    assert not [path for path in files() if "custom" in path]
