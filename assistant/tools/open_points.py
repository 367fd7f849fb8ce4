"""What a plan assumes, asks and did not understand, each under a label, so that it can be settled by it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.blueprint.operations.operation import SetPlan
from assistant.blueprint.operations.patch import PlanPatch
from assistant.blueprint.plan import Blueprint
from assistant.tools.tool import ToolError


def open_points(plan: Blueprint) -> str:
    """A line each: 'A1 assumed: …', 'Q1 asked: …', 'N1 not understood: …'."""
    lines = [f"A{number} assumed: {each}" for number, each in enumerate(plan.assumptions, 1)]
    lines += [f"Q{number} asked: {each}" for number, each in enumerate(plan.questions, 1)]
    lines += [f"N{n} not understood: {each.sentence} ({each.why})" for n, each in enumerate(plan.not_understood, 1)]
    return "\n".join(lines)


def settling(old: Blueprint, new: Blueprint, settled: Sequence[str], assumed: Sequence[str]) -> SetPlan | None:
    """What takes the points of these labels of `old` out of `new`, and adds what is assumed now.

    Raises ToolError for a label that `old` does not have.
    """
    points: dict[str, object] = {}
    for letter, found in (("A", old.assumptions), ("Q", old.questions), ("N", old.not_understood)):
        points |= {f"{letter}{number}": each for number, each in enumerate(found, 1)}
    if unknown := [label for label in settled if label not in points]:
        known = f"Labels: {', '.join(points)}." if points else "The plan has no open point."
        raise ToolError(f"settled: there is no {', '.join(unknown)}; nothing was changed.", mend=known)
    gone = [points[label] for label in settled]
    patch = PlanPatch(
        assumptions=tuple(dict.fromkeys((*(each for each in new.assumptions if each not in gone), *assumed))),
        questions=tuple(each for each in new.questions if each not in gone),
        not_understood=tuple(each for each in new.not_understood if each not in gone),
    )
    return SetPlan(set=patch) if settled or assumed else None
