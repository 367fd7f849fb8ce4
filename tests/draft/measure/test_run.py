"""The measuring run itself, on handlers of which we know what is wrong."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import BaseModel

from assistant.blueprint.text import from_yaml
from assistant.draft.design import design
from assistant.draft.measure import measure_files
from assistant.draft.project import migration_files
from assistant.draft.scaffold import scaffold_files
from assistant.draft.schema import prisma_schema
from assistant.workbench import Workbench, WorkbenchSettings

FIXTURES = Path(__file__).parent / "fixtures"


class Times(BaseModel):
    p50: float
    p95: float


class Slowest(BaseModel):
    endpoint: str
    p95: float


class Responses(Times):
    slowest: Slowest
    by_endpoint: dict[str, Times]
    not_measured: list[str]


class Queries(BaseModel):
    queries_per_request: float
    by_endpoint: dict[str, float]
    n_plus_one: list[str]
    sequential_scans: list[dict[str, str]]


class Metrics(BaseModel):
    api_response_time_ms: Responses
    database_query_efficiency: Queries


@pytest.fixture(scope="module")
async def metrics(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Metrics]:
    """What was measured on the project in fixtures/slow."""
    plan = from_yaml((FIXTURES / "slow.yaml").read_text())
    derived = design(plan)
    project = shutil.copytree(FIXTURES / "slow", tmp_path_factory.mktemp("slow") / "project")
    async with Workbench.open(WorkbenchSettings(), lambda _stage, _message: None) as bench:
        schema = prisma_schema(plan)
        files = {**scaffold_files(derived), "prisma/schema.prisma": schema}
        files |= migration_files(await bench.migration(schema), datetime(2026, 1, 1, tzinfo=UTC))
        for path, text in files.items():
            (project / path).parent.mkdir(parents=True, exist_ok=True)
            (project / path).write_text(text)
        proof = await bench.prove(project, measure_files(derived), trusted=True, only=("tests", "types"))
        assert {each.check: each.detail for each in proof.receipts if each.status != "passed"} == {}
        yield Metrics.model_validate(proof.metrics)


async def test_queries_of_a_request_are_counted_those_of_transactions_too(metrics: Metrics) -> None:
    counted = metrics.database_query_efficiency.by_endpoint
    assert counted == {"GET /api/notes": 1, "GET /api/notes/{id}": 1, "GET /api/tags": 22}
    assert metrics.database_query_efficiency.queries_per_request == 8


async def test_a_query_for_each_row_is_found_and_no_other_list_accused(metrics: Metrics) -> None:
    assert metrics.database_query_efficiency.n_plus_one == ["GET /api/tags"]


async def test_a_scan_for_want_of_an_index_is_found_and_one_with_an_index_is_not(metrics: Metrics) -> None:
    assert metrics.database_query_efficiency.sequential_scans == [{"endpoint": "GET /api/tags", "table": "tags"}]


async def test_times_are_those_of_the_handlers(metrics: Metrics) -> None:
    times = metrics.api_response_time_ms
    assert 20 <= times.by_endpoint["GET /api/notes/{id}"].p50 < 200
    assert times.by_endpoint["GET /api/notes"].p50 < times.by_endpoint["GET /api/notes/{id}"].p50
    slowest = max(times.by_endpoint.items(), key=lambda item: item[1].p95)
    assert (times.slowest.endpoint, times.slowest.p95) == (slowest[0], slowest[1].p95)
    assert times.p50 <= times.p95


async def test_what_never_succeeds_is_said_to_be_unmeasured(metrics: Metrics) -> None:
    assert metrics.api_response_time_ms.not_measured == ["PATCH /api/notes/{id}"]
