"""The figures a role may ask for: each is measured on the handlers of a finished draft, never estimated."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

METRICS: Mapping[str, str] = MappingProxyType(
    {
        "api_response_time_ms": "Milliseconds a running handler takes to answer: p50, p95 and the slowest endpoint",
        "database_query_efficiency": "Queries for each request, N+1 patterns, sequential scans over 1,000 seeded rows",
    }
)
"""Metric name -> what is measured. A role that names any other is refused."""
