"""English briefs -> Blueprint."""

from __future__ import annotations

from assistant.blueprint.plan import Blueprint
from assistant.blueprint.read.assemble import assemble
from assistant.blueprint.read.clean import clean
from assistant.blueprint.read.discover import discover
from assistant.blueprint.read.extract import Extraction
from assistant.blueprint.read.hindsight import settle
from assistant.blueprint.read.notation import spelled_out
from assistant.blueprint.read.people import find_people
from assistant.blueprint.read.rephrase import rephrased
from assistant.blueprint.read.statement import read_statements
from assistant.blueprint.read.titles import title_of


def read_brief(text: str) -> Blueprint:
    """The plan of a backend that a brief asks for.

    Pure and deterministic. A text with nothing to model gives a Blueprint without models and a question.
    """
    source = read_statements(rephrased(clean(spelled_out(text))))
    notebook = discover(source)
    find_people(source, notebook)
    extraction = Extraction(notebook)
    extraction.read(source)
    settle(extraction.notebook, source)
    return assemble(notebook, source, title_of(source, notebook))
