"""What was checked, by which tool, with which result, and what was measured; from receipts alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pydantic import JsonValue

from assistant.agent.offline.explain.ground import Answer, Ground, Question, listed
from assistant.conversation import Receipt, Status

PROOF = re.compile(
    r"\btests?\b|\bchecks?\b|\bchecked\b|\breceipts?\b|\bprove[ndsr]?\b|\bproofs?\b|\bpass(?:ed|es|"
    r"ing)?\b|\bfail(?:ed|s|ing|ures?)?\b|\bnot run\b|\bverified\b|\bvalidated?\b|\bgreen\b|\bred\b|"
    r"\bhow (?:long|fast|slow|quick)\b(?!.*\b(?:can|may|be)\b)|\bslow(?:est|er)?\b|\bfast(?:est)?\b|"
    r"\bperformance\b|\bresponse times?\b|\blatency\b|\bp95\b|\bp50\b|\bquer(?:y|ies) per request\b|"
    r"\bn ?\+ ?1\b|\bsequential scans?\b|\bseconds\b|"
    r"\bsandbox\w*|\bisolat\w+|\bconfin\w+|\bbubblewrap\b|\b(?:which|what) versions? of\b|\b(?:does|is|"
    r"did) (?:it|the \w+|this) (?:compile|work|run|appl(?:y|ied)|valid|migrate|lint)\w*\b|"
    r"\btype[- ]?check\w*|\btsc\b|\bvitest\b|\bsquawk\b|\bbiome\b|\blint\w*\b|"
    r"\bmigration (?:safe|appl\w+|work\w*|run\w*|lock\w*)\b|\bis the (?:migration|schema|code) \w+\b|\bcoverage\b",
    re.I,
)
_OTHER = re.compile(
    r"\bwho\b|\bwhere\b|\bif\b|\bchecks? (?:that|whether)\b|\bendpoint (?:for|to)\b|\bhow (?:do|can|"
    r"should) (?:i|we) run\b|"
    r"\bhow long (?:can|may|do|does|is|are) (?:an?|the|a \w+|\w+ titles?)\b.*\b(?:token|title|name|be)\b",
    re.I,
)
_SPEED = re.compile(
    r"\bslow|\bfast|\bperform|\bresponse time|\blatenc|\bp95\b|\bp50\b|\bmilliseconds?\b|\bms\b|\bspeed\b", re.I
)
_QUERIES = re.compile(r"\bquer(?:y|ies)\b|\bn ?\+ ?1\b|\bscans?\b|\befficien\w+", re.I)
_LONG = re.compile(r"\bhow long\b|\bseconds\b|\btook\b|\btake\b|\bduration\b", re.I)
_KINDS: tuple[tuple[str, str], ...] = (
    (r"\bmigration\b.*\b(?:lint|safe|lock)|\bsquawk\b", "migration-lint"),
    (r"\bmigrat|\bappl(?:y|ies|ied)\b", "migration"),
    (r"\bdrift\b", "drift"),
    (r"\bcompil|\btypes?\b|\btype[- ]?check|\btsc\b|\bstrict\b", "types"),
    (r"\blint|\bbiome\b|\bformat", "lint"),
    (r"\bcontract\b|\bopenapi\b", "contract"),
    (r"\baccess\b|\bpermission", "access"),
    (r"\bschema\b|\bvalid\b", "schema"),
    (r"\btests?\b|\bvitest\b|\bsuite\b", "tests"),
)
MARKS = {Status.PASSED: "passed", Status.FAILED: "failed", Status.NOT_RUN: "was not run"}


def about_proof(text: str) -> bool:
    """Whether a question is one that receipts answer."""
    return bool(PROOF.search(text)) and not _OTHER.search(text)


def about_measures(text: str) -> bool:
    """Whether a question is one of figures that were measured."""
    return about_proof(text) and bool(_SPEED.search(text) or _QUERIES.search(text))


def unnamed(question: Question) -> str:
    """The question without the names of its models: in a plan with tests, 'test' means one of them."""
    text = question.text
    for it in question.about.entities:
        text = re.sub(rf"\b(?:{re.escape(it.labels)}|{re.escape(it.label)})\b", "", text, flags=re.I)
    return text


def proof(question: Question, ground: Ground) -> Answer | None:
    """What the receipts of the version say."""
    if not about_proof(unnamed(question)):
        return None
    if not ground.receipts:
        which = f"v{ground.version}" if ground.version else "This plan"
        return Answer(
            f'{which} was not drafted, so no check ran on it and nothing of it is proven. Say "draft it" to run '
            f"them all."
        )
    text = question.text
    if _SPEED.search(text) or _QUERIES.search(text):
        return _measured(ground, queries=bool(_QUERIES.search(text)))
    head = f"v{ground.version}: "
    if _LONG.search(text):
        return Answer(head + _times(ground.receipts), (), ("receipts.json",))
    if re.search(r"\bsandbox|\bisolat|\bconfin|\bbubblewrap", text, re.I):
        confined = dict.fromkeys(r.isolation for r in ground.receipts if r.isolation)
        return Answer(
            f"{head}drafted code ran in {listed(confined) if confined else 'no sandbox that a receipt names'}.",
            (),
            ("receipts.json",),
        )
    if re.search(r"\bversions? of\b|\b(?:which|what) tools?\b", text, re.I):
        tools = dict.fromkeys(f"{r.tool} {r.version}" for r in ground.receipts)
        return Answer(f"{head}{listed(tools)}.", (), ("receipts.json",))
    chosen = _chosen(text, ground.receipts)
    if chosen is not None:
        return Answer(head + _one(chosen), (), ("receipts.json",))
    return Answer(head + "\n".join(_all(text, ground.receipts)), (), ("receipts.json",))


def _chosen(text: str, receipts: tuple[Receipt, ...]) -> Receipt | None:
    if re.search(r"\b(?:checks|everything|receipts|all (?:the )?checks|not run|proved|proven)\b", text, re.I):
        return None
    for pattern, check in _KINDS:
        if re.search(pattern, text, re.I):
            found = next((r for r in receipts if r.check == check), None)
            if found is not None:
                return found
    return None


def _one(receipt: Receipt) -> str:
    total = sum(receipt.counts.values())
    counts = (
        f", {receipt.counts.get('passed', 0)} of {total}"
        if total and receipt.check in ("tests", "contract", "access")
        else ""
    )
    said = (
        f"{receipt.check} {MARKS[receipt.status]}{counts} ({receipt.tool} {receipt.version}, "
        f"{receipt.ms / 1000:.1f} s)."
    )
    detail = f" {receipt.detail}." if receipt.detail and not counts else ""
    return said + detail.replace("..", ".") + "".join(_failures(receipt))


def _failures(receipt: Receipt) -> Iterator[str]:
    if receipt.status is Status.FAILED:
        for failure in receipt.failures[:3]:
            place = f"{failure.file}:{failure.line}: " if failure.file else ""
            yield f"\n- {place}{failure.message.strip().splitlines()[0]}"


_LISTED = re.compile(r"\b(?:what|which|list|show|all the|receipts|each|every)\b", re.I)
"""Asks for every check by itself, not only for whether they passed."""


def _all(text: str, receipts: tuple[Receipt, ...]) -> Iterator[str]:
    failed = [r for r in receipts if r.status is Status.FAILED]
    skipped = [r for r in receipts if r.status is Status.NOT_RUN]
    passed = len(receipts) - len(failed) - len(skipped)
    if failed or skipped:
        counts = [f"{passed} of {len(receipts)} checks passed"]
        counts += [f"{len(failed)} failed"] if failed else []
        counts += [f"{len(skipped)} not run"] if skipped else []
        yield f"{listed(counts)}."
    else:
        yield f"all {len(receipts)} checks passed" + (
            ", and none was left out." if re.search(r"\bnot run\b", text, re.I) else "."
        )
    some = re.search(r"\bfail|\bnot run|\bred\b|\bwrong\b", text, re.I) or not _LISTED.search(text)
    shown = failed + skipped if some else list(receipts)
    yield from (f"- {_one(receipt)}" for receipt in shown)


def _times(receipts: tuple[Receipt, ...]) -> str:
    ran = sorted((r for r in receipts if r.ms), key=lambda r: -r.ms)
    return (
        f"{listed(f'{r.check} took {r.ms / 1000:.1f} s' for r in ran[:4])}; checks run side by side, {len(ran)} in all."
    )


def _measured(ground: Ground, *, queries: bool) -> Answer:
    metrics = ground.metrics or {}
    name = "database_query_efficiency" if queries else "api_response_time_ms"
    figures = metrics.get(name)
    if not isinstance(figures, Mapping):
        return Answer(f"v{ground.version} has no measurement of {name}: nothing was measured when it was drafted.")
    text = _queries(figures) if queries else _speed(figures)
    return Answer(f"v{ground.version}: {text}", (), ("receipts.json",))


def _speed(figures: Mapping[str, JsonValue]) -> str:
    slowest = figures.get("slowest")
    said = f"p50 {figures.get('p50')} ms, p95 {figures.get('p95')} ms over all requests"
    if isinstance(slowest, Mapping):
        said = f"the slowest endpoint is {slowest.get('endpoint')}, p95 {slowest.get('p95')} ms; {said}"
    return f"{said}. Handlers were called on this machine with a real PostgreSQL, so expect more over a network."


def _queries(figures: Mapping[str, JsonValue]) -> str:
    repeated, scans = figures.get("n_plus_one"), figures.get("sequential_scans")
    parts = [f"{figures.get('queries_per_request')} queries a request"]
    parts.append(f"N+1 at {len(repeated)} endpoints" if isinstance(repeated, list) and repeated else "no N+1")
    parts.append(
        f"{len(scans)} sequential scans of large tables"
        if isinstance(scans, list) and scans
        else "no sequential scan of a large table"
    )
    return f"{', '.join(parts)}."
