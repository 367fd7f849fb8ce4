"""The model that a setting names, and the one line that mends what keeps it away."""

from __future__ import annotations

import pytest
from langchain_core.language_models import BaseChatModel

from assistant.agent.models import chat_model
from assistant.errors import OperatorError
from assistant.settings import Settings
from tests.agent.conftest import House


@pytest.fixture(autouse=True)
def _no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "ANTHROPIC_API_KEY"):
        monkeypatch.delenv(name, raising=False)


def test_the_default_needs_nothing() -> None:
    assert chat_model("offline", Settings())._llm_type == "offline"


@pytest.mark.parametrize(
    ("name", "mend"),
    [
        ("anthropic:claude", 'pip install "threadwright[anthropic]"'),
        ("ollama:llama", 'pip install "threadwright[ollama]"'),
        ("mistralai:small", "pip install langchain-mistralai"),
        ("openai:gpt", "Set OPENAI_API_KEY"),
        ("nobody:knows", "Use openai, anthropic or ollama."),
        ("gpt-5", "offline or provider:model"),
    ],
)
def test_what_is_missing_is_a_line_to_follow(name: str, mend: str) -> None:
    with pytest.raises(OperatorError) as refusal:
        chat_model(name, Settings())
    assert mend in str(refusal.value)


def test_a_server_of_ones_own_needs_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(chat_model("openai:local", Settings(model_url="http://127.0.0.1:1/v1")), BaseChatModel)
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:1/v1")
    assert isinstance(chat_model("openai:local", Settings()), BaseChatModel)


async def test_what_is_refused_begins_no_thread(house: House) -> None:
    for more in (
        {"model": "openai:gpt-5", "role": "nobody"},
        {"model": "nobody:knows"},
        {"project": house.home / "no"},
    ):
        with pytest.raises(Exception, match=r"no role|not a known|not a folder"):
            await house.ask("hello", **more)
    assert await house.store.threads.list() == ()
