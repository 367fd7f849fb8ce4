"""Settings from the environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import OperatorError
from assistant.settings import Colour, Sandbox, Settings, load, unknown


def test_caches_lie_in_the_home_folder_by_default() -> None:
    settings = load({})
    assert settings.cache_dir == Path.home() / ".cache" / "threadwright"
    assert (settings.sandbox, settings.colour) == (Sandbox.AUTO, Colour.AUTO)
    assert settings.postgres_url is None
    assert settings.store_url == f"sqlite:///{Path.home()}/.local/share/threadwright/threadwright.db"
    assert settings.allow_unconfined_custom is False


def test_every_setting_is_read() -> None:
    settings = load(
        {
            "THREADWRIGHT_CACHE_DIR": "~/cache",
            "THREADWRIGHT_HOME": "~/kept",
            "THREADWRIGHT_DATABASE_URL": "postgresql://u:p@db/threads",
            "THREADWRIGHT_POSTGRES_URL": "postgresql://u:p@db/x",
            "THREADWRIGHT_SANDBOX": "bubblewrap",
            "THREADWRIGHT_ALLOW_UNCONFINED_CUSTOM": "true",
            "THREADWRIGHT_ROLES_DIR": "roles",
            "THREADWRIGHT_GATE_TIMEOUT_S": "7.5",
            "THREADWRIGHT_COLOUR": "never",
        }
    )
    assert settings == Settings(
        cache_dir=Path.home() / "cache",
        home=Path.home() / "kept",
        database_url="postgresql://u:p@db/threads",
        postgres_url="postgresql://u:p@db/x",
        sandbox=Sandbox.BUBBLEWRAP,
        allow_unconfined_custom=True,
        roles_dir=Path.cwd() / "roles",
        gate_timeout_s=7.5,
        colour=Colour.NEVER,
    )


def test_an_empty_variable_counts_as_not_set() -> None:
    assert load({"THREADWRIGHT_SANDBOX": ""}) == load({})


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("SANDBOX", "docker", "'auto', 'bubblewrap' or 'host'"),
        ("COLOUR", "blue", "'auto', 'always' or 'never'"),
        ("ALLOW_UNCONFINED_CUSTOM", "perhaps", "true or false"),
        ("GATE_TIMEOUT_S", "soon", "a number"),
        ("GATE_TIMEOUT_S", "0", "greater than 0"),
        ("POSTGRES_URL", "mysql://root:hunter2@db/x", "postgresql://"),
        ("DATABASE_URL", "sqlite:///threads.db", "postgresql://"),
    ],
)
def test_a_bad_value_names_the_variable_and_what_it_may_be(name: str, value: str, allowed: str) -> None:
    with pytest.raises(OperatorError) as refusal:
        load({f"THREADWRIGHT_{name}": value})
    assert f"THREADWRIGHT_{name}" in str(refusal.value)
    assert allowed in str(refusal.value)
    assert "hunter2" not in str(refusal.value)


def test_all_bad_values_are_told_at_once() -> None:
    with pytest.raises(OperatorError) as refusal:
        load({"THREADWRIGHT_SANDBOX": "x", "THREADWRIGHT_COLOUR": "y"})
    assert "THREADWRIGHT_SANDBOX" in str(refusal.value)
    assert "THREADWRIGHT_COLOUR" in str(refusal.value)


def test_a_misspelled_variable_is_told_what_was_meant() -> None:
    found = unknown({"THREADWRIGHT_SANDBX": "auto", "THREADWRIGHT_SANDBOX": "auto", "PATH": "", "THREADWRIGHT_Q": ""})
    assert found == {"THREADWRIGHT_SANDBX": "THREADWRIGHT_SANDBOX", "THREADWRIGHT_Q": ""}


def test_the_page_about_settings_lists_each_of_them() -> None:
    page = (Path(__file__).parent.parent / "docs" / "settings.md").read_text(encoding="utf-8")
    for name in Settings.model_fields:
        assert f"| `THREADWRIGHT_{name.upper()}` |" in page
