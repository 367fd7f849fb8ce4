"""Which role a message is for."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.agent.persona import Personas
from assistant.agent.stages import stages_of
from assistant.errors import InputError
from assistant.tools.tool import Phase
from roles.load import SHIPPED


@pytest.mark.parametrize(
    ("message", "stem", "rest"),
    [
        ("as reviewer: look at v2", "code-reviewer", "look at v2"),
        ("As the backend developer: add a field", "backend-developer", "add a field"),
        ("as PM: split this", "technical-project-manager", "split this"),
        ("@code-reviewer: hm?", "code-reviewer", "hm?"),
        ("as reveiwer: hm?", "code-reviewer", "hm?"),
        ("as follows: a shop has products", None, "as follows: a shop has products"),
        ("A shop: it has products", None, "A shop: it has products"),
    ],
)
def test_a_role_is_mentioned_at_the_beginning(message: str, stem: str | None, rest: str) -> None:
    assert Personas(None).mentioned(message) == (stem, rest)


def test_a_file_in_the_folder_is_a_role(tmp_path: Path) -> None:
    text = (SHIPPED / "backend-developer.md").read_text()
    (tmp_path / "data-engineer.md").write_text(text.replace("name: Backend Developer", "name: Data Engineer"))
    personas = Personas(tmp_path)
    assert personas.mentioned("as data engineer: hello") == ("data-engineer", "hello")
    assert personas.role("data-engineer").name == "Data Engineer"


def test_an_unknown_role_is_told_which_there_are() -> None:
    with pytest.raises(InputError, match="juggler"):
        Personas(None).stem("juggler")


def test_every_phase_of_the_work_has_a_stage_of_the_workflow() -> None:
    personas = Personas(None)
    for stem in ("backend-developer", "code-reviewer", "technical-project-manager"):
        role = personas.role(stem)
        stages = stages_of(role)
        assert set(stages) == set(Phase)
        assert set(stages.values()) <= {stage.title for stage in role.workflow}
    developer = stages_of(personas.role("backend-developer"))
    assert list(developer.values()) == [stage.title for stage in personas.role("backend-developer").workflow]
