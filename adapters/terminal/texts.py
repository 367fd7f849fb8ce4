"""Every text that the terminal shows around a draft, so that wording can be read and changed as a whole."""

from __future__ import annotations

from assistant.conversation import Status

HEADLINE = "{title}: {models}, {endpoints}, {tests}"
VERDICT_PASSED = "All {count} checks passed."
VERDICT_FAILED = "{failed} of {count} checks failed: this draft is not proven."
VERDICT_NOT_RUN = "{not_run} of {count} checks were not run: what they would show is not known."
VERDICT_NOTHING = "No check was run: nothing here is proven."

MARKS = {Status.PASSED: "✔", Status.FAILED: "✘", Status.NOT_RUN: "–"}
STYLES = {Status.PASSED: "green", Status.FAILED: "bold red", Status.NOT_RUN: "yellow"}
SEE_ABOVE = "failed, see above"
BETWEEN = " · "
CONFINED = "Drafted code ran in {by}"
NOT_RUN = "not run: {why}"
NOT_RUN_BARE = "not run"
MORE_FAILURES = "… and {count} more; --json lists them all"

STAGE_ENDED = "·"
"""Not a tick: that a stage ended does not say how. Receipts say that."""

CUT = "…"
ASSUMED = "Assumed"
NOT_UNDERSTOOD = "Not understood"
QUESTIONS = "Questions"
EDITED = "Edited since it was drafted"
MEASURED = "Measured"
RESPONSE_TIME = "p50 {p50:.1f}  p95 {p95:.1f}  (slowest: {endpoint} {slowest:.1f})"
NOT_MEASURED = "  not measured: {endpoints}"
QUERIES = "{queries:.1f} queries a request"
N_PLUS_ONE = "N+1 in {found}"
NO_N_PLUS_ONE = "no N+1"
SCANS = "sequential scans of 1,000 rows or more: {found}"
NO_SCANS = "no sequential scan over 1,000 rows"
NONE = "none"
MORE = " and {count} more"
FILES = "Files in {folder}"
KINDS = ("schema", "migration", "route", "code", "test", "openapi", "docs", "diagram", "blueprint", "receipts")
"""The order in which files are listed; kinds that are not here come last."""
NEXT = "Next"
NEXT_RUN = "cd {folder} && npm install && npm test"
NEXT_VERIFY = "threadwright verify {folder}"
NEXT_RUN_WHY = "it is an ordinary Next.js project"
NEXT_VERIFY_WHY = "after you edit it: the same checks on your bytes"
NEXT_PLAN = "threadwright compile {folder}/blueprint.yaml --out {folder} --force"
NEXT_PLAN_WHY = "after you edit the plan"
TOOK = "{seconds} in all ({stages})"

STARTED = "started {at}"
PROJECT = "project {folder}"
VERSIONS = "Versions"
HEAD = "▸"
"""Before the version that the next change is made from."""
MADE_FROM = "  (made from v{number})"
NOT_DRAFTED = "not drafted"
CHECKS_OF = "Checks of v{number}"
FILES_LIE = "The files of v{number} lie in {folder}"
FILES_KEPT = "The files of v{number} are kept; threadwright show {thread} --version {number} --out DIR writes them"
NO_FILES = "v{number} was not drafted: it has no files."
CHANGE = "-"


CHECKS = {
    "schema": "schema",
    "migration": "migration applies",
    "drift": "migration equals schema",
    "migration-on-rows": "migration keeps rows",
    "migration-lint": "migration lint",
    "client": "client generates",
    "types": "strict types",
    "lint": "lint",
    "tests": "tests",
    "contract": "API contract",
    "access": "access rules",
    "tests-kept": "drafted tests kept",
}
"""What each check of a receipt is called here; one that is not listed keeps its name."""


def kind_order(kind: str) -> int:
    """Where files of this kind stand in the list."""
    return KINDS.index(kind) if kind in KINDS else len(KINDS)


def stage(name: str) -> str:
    """The name of a stage or check, as it is shown."""
    return CHECKS.get(name, name)


def counted(count: int, noun: str) -> str:
    """'1 model', '21 endpoints'."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def duration(milliseconds: float) -> str:
    """'2 ms', '4.2 s', '2 min 5 s'."""
    if milliseconds < 1000:
        return f"{milliseconds:.0f} ms"
    if milliseconds < 60_000:
        return f"{milliseconds / 1000:.1f} s"
    minutes, seconds = divmod(round(milliseconds / 1000), 60)
    return f"{minutes} min {seconds} s"
