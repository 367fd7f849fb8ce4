"""The model of a turn: the built-in offline one, or any provider that LangChain has a package for."""

from __future__ import annotations

import os
from importlib.util import find_spec
from typing import Any

from langchain_core.language_models import BaseChatModel

from assistant.errors import OperatorError
from assistant.settings import Settings

OFFLINE = "offline"
EXTRAS = {"openai": "langchain_openai", "anthropic": "langchain_anthropic", "ollama": "langchain_ollama"}
KEYS = {"openai": "OPENAI_API_KEY", "anthropic": "ANTHROPIC_API_KEY"}


def chat_model(name: str, settings: Settings) -> BaseChatModel:
    """The chat model that `name` says: `offline`, or `provider:model`.

    Raises OperatorError for an unknown provider, and where its package or key is missing, with the line that mends it.
    """
    if name == OFFLINE:
        from assistant.agent.offline.model import OfflineModel

        return OfflineModel()
    provider, _, model = name.partition(":")
    if not provider or not model:
        raise OperatorError(f"{name!r} is not a model", mend="Set THREADWRIGHT_MODEL to offline or provider:model.")
    package = EXTRAS.get(provider)
    if package is not None and find_spec(package) is None:
        raise OperatorError(f"{name} needs a package that is not there", mend=f'pip install "threadwright[{provider}]"')
    return _remote(provider, model, settings)


def _remote(provider: str, model: str, settings: Settings) -> BaseChatModel:
    from langchain.chat_models import init_chat_model

    name = f"{provider}:{model}"
    # The loop retries, so that a wait can be told and counted; a second layer below would multiply it.
    options: dict[str, Any] = {"temperature": 0, "timeout": settings.model_timeout_s, "max_retries": 0}
    if provider == "ollama":
        options = {"temperature": 0, "num_ctx": settings.context_tokens}
    if settings.model_url is not None:
        options["base_url"] = settings.model_url
    if provider == "openai":
        options["stream_usage"] = True
    key = KEYS.get(provider)
    if key is not None and not os.environ.get(key):
        if settings.model_url is None and not os.environ.get("OPENAI_BASE_URL"):
            raise OperatorError(f"{name} needs a key", mend=f"Set {key}, or THREADWRIGHT_MODEL=offline.")
        # A server of one's own rarely asks for one, but the client does.
        options["api_key"] = "none"
    try:
        chosen: BaseChatModel = init_chat_model(model, model_provider=provider, **options)
    except ImportError as error:
        raise OperatorError(f"{name} needs a package that is not there", mend=_install(error)) from error
    except ValueError as error:
        raise OperatorError(f"{provider} is not a known provider", mend="Use openai, anthropic or ollama.") from error
    return chosen


def _install(error: ImportError) -> str:
    said = str(error)
    return said[said.index("pip install") :].strip("`") if "pip install" in said else "Install the provider's package."
