"""One Vitest run, read as three gates: the drafted tests, the contract, the access rules."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.conversation import Failure
from assistant.workbench.gates.verdict import Tool, Verdict, failed, not_run, passed
from assistant.workbench.suites import FileResult, SuiteRun


def judge(tool: Tool, suite: SuiteRun, files: Sequence[str], what: str, seconds: float) -> Verdict:
    """`what` names the counted things, in the plural. A test that was skipped is not one that passed."""
    results = [(path, suite.files[path]) for path in files]
    counts = {
        "passed": sum(result.passed for _, result in results),
        "failed": sum(result.failed for _, result in results),
        "skipped": sum(result.skipped for _, result in results),
    }
    failures = [failure for _, result in results for failure in result.failures]
    skipped = counts["skipped"]
    if skipped:
        failures.append(Failure(message=f"{skipped} {what} were skipped, and prove nothing"))
    unfinished = [
        Failure(message=_why(suite, result, seconds), file=path)
        for path, result in sorted(results, key=lambda each: not each[1].began)
        if not result.ended or _doubtful(suite)
    ]
    problems = [*failures, *suite.unhandled, *unfinished]
    if problems:
        return failed(tool, problems, counts)
    if counts["failed"]:
        return failed(tool, [Failure(message=f"{counts['failed']} {what} failed without a message")], counts)
    if counts["passed"] == 0:
        return not_run(tool, f"{', '.join(files)} holds no tests")
    total = sum(counts.values())
    return passed(tool, f"{counts['passed']}/{total} {what} passed", counts)


def _doubtful(suite: SuiteRun) -> bool:
    """Whether Vitest ended in a way that spoils what files had reported; being cut off in one file spoils that one."""
    cut_off_in_a_file = suite.ended.code is None and not all(each.ended for each in suite.files.values())
    return not suite.done and not cut_off_in_a_file


def _why(suite: SuiteRun, result: FileResult, seconds: float) -> str:
    """Why a file did not come to its end."""
    if suite.ended.code is None:
        return f"{'did not end' if result.began else 'was not reached'} within {seconds:g} s"
    words = suite.ended.errors.strip() or suite.ended.output.strip()
    said = f":\n{words[-1000:]}" if words else ""
    return f"did not run to its end; Vitest ended with {suite.ended.code}{said}"
