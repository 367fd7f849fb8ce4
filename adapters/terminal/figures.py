"""Measured figures as one line of words."""

from __future__ import annotations

from pydantic import BaseModel, JsonValue, ValidationError

from adapters.terminal import texts

SHOWN_ITEMS = 3


class Slowest(BaseModel):
    """The endpoint with the highest p95, in milliseconds."""

    endpoint: str
    p95: float


class ResponseTime(BaseModel):
    """Milliseconds over all requests; `not_measured` are endpoints that gave no timing."""

    p50: float
    p95: float
    slowest: Slowest
    not_measured: tuple[str, ...] = ()

    def words(self) -> str:
        """'p50 1.9  p95 4.2  (slowest: GET /api/loans 6.1)'."""
        said = texts.RESPONSE_TIME.format(
            p50=self.p50, p95=self.p95, endpoint=self.slowest.endpoint, slowest=self.slowest.p95
        )
        if self.not_measured:
            said += texts.NOT_MEASURED.format(endpoints=_listed(list(self.not_measured)))
        return said


class QueryEfficiency(BaseModel):
    """Queries, with the endpoints that ask more the more rows there are, and the scans of whole tables."""

    queries_per_request: float
    n_plus_one: tuple[JsonValue, ...] = ()
    sequential_scans: tuple[JsonValue, ...] = ()

    def words(self) -> str:
        """'1.3 queries a request, no N+1, no sequential scan over 1,000 rows'."""
        repeated = texts.N_PLUS_ONE.format(found=_listed(list(self.n_plus_one)))
        scans = texts.SCANS.format(found=_listed(list(self.sequential_scans)))
        return ", ".join(
            (
                texts.QUERIES.format(queries=self.queries_per_request),
                repeated if self.n_plus_one else texts.NO_N_PLUS_ONE,
                scans if self.sequential_scans else texts.NO_SCANS,
            )
        )


KNOWN: dict[str, type[ResponseTime] | type[QueryEfficiency]] = {
    "api_response_time_ms": ResponseTime,
    "database_query_efficiency": QueryEfficiency,
}


def figures(name: str, value: JsonValue) -> str:
    """The measurement `name` in a line. One of an unknown name or shape is shown as it is: keys, then values."""
    if name in KNOWN:
        try:
            return KNOWN[name].model_validate(value).words()
        except ValidationError:
            pass
    if isinstance(value, dict):
        return "  ".join(f"{key.replace('_', ' ')} {_said(part)}" for key, part in value.items() if part is not None)
    return _said(value)


def _said(value: JsonValue) -> str:
    match value:
        case dict():
            return " ".join(_said(part) for part in value.values() if part is not None)
        case list():
            return _listed(value)
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:,.1f}"
        case int():
            return f"{value:,}"
    return str(value)


def _listed(items: list[JsonValue] | list[str]) -> str:
    shown = ", ".join(_said(item) for item in items[:SHOWN_ITEMS])
    more = texts.MORE.format(count=len(items) - SHOWN_ITEMS) if len(items) > SHOWN_ITEMS else ""
    return (shown or texts.NONE) + more
