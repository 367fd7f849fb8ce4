"""English briefs -> Blueprint."""

from __future__ import annotations

from dataclasses import replace

from assistant.blueprint.plan import Blueprint, NotUnderstood
from assistant.blueprint.read.assemble import assemble
from assistant.blueprint.read.bounds import BRIEF, bounded
from assistant.blueprint.read.clean import clean
from assistant.blueprint.read.discover import discover
from assistant.blueprint.read.extract import Extraction
from assistant.blueprint.read.hindsight import settle
from assistant.blueprint.read.notation import spelled_out
from assistant.blueprint.read.people import find_people
from assistant.blueprint.read.rephrase import rephrased
from assistant.blueprint.read.short.lacking import lacking
from assistant.blueprint.read.short.retell import retold, with_choices
from assistant.blueprint.read.statement import Source, read_statements
from assistant.blueprint.read.titles import title_of


def read_brief(text: str) -> Blueprint:
    """The plan of a backend that a brief asks for.

    Pure and deterministic. A text with nothing to model gives a Blueprint without models and a question. What goes
    beyond the limits is told as not read.
    """
    within = bounded(text, BRIEF)
    plan = _read(within.text)
    return plan.model_copy(update={"not_understood": (*plan.not_understood, *within.unread)})


def _read(text: str) -> Blueprint:
    plain = clean(spelled_out(text))
    short = retold(plain)
    typed = read_statements(rephrased(with_choices(plain) if short else plain))
    plan = _plan(typed, typed)
    if short is None or not lacking(plan, short):
        return plan
    left = read_statements(rephrased(short.left)).statements
    source = replace(typed, statements=(*short.statements(), *left))
    return _plan(typed, source, tuple(NotUnderstood(sentence=s, why=_NO_PLACE) for s in short.unplaced))


def _plan(typed: Source, source: Source, unplaced: tuple[NotUnderstood, ...] = ()) -> Blueprint:
    """The plan of what `source` tells is stored; who may do what is taken from the sentences as `typed`."""
    notebook = discover(source)
    notebook.unplaced += unplaced
    find_people(source, notebook)
    extraction = Extraction(notebook)
    extraction.read(source)
    settle(extraction.notebook, source)
    return assemble(notebook, typed, title_of(typed, notebook))


_NO_PLACE = "Nothing is stored when this happens. Say what record it leaves, such as 'a repair has a date'."
