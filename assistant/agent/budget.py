"""What a turn, a person and a day may cost, held against what was used before each call of the model."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from langchain.agents import AgentState
from langchain.agents.middleware import AgentMiddleware
from langgraph.runtime import Runtime

from assistant.agent.sitting import Sitting
from assistant.conversation import Usage
from assistant.errors import UserError
from assistant.settings import Settings
from assistant.store import Store

DAY = timedelta(hours=24)


class BudgetError(UserError):
    """A limit on tokens, cost or calls; what was done until then is kept."""


@dataclass(frozen=True)
class Budget:
    """The limits that hold for what `author` asks; None is no limit. Costs are in US dollars."""

    author: str
    turn_tokens: int
    user_tokens: int | None
    user_cost: float | None
    day_tokens: int | None
    day_cost: float | None

    @classmethod
    def of(cls, author: str, settings: Settings) -> Budget:
        """The limits in the settings."""
        return cls(
            author,
            settings.turn_tokens,
            settings.user_day_tokens,
            settings.user_day_cost,
            settings.day_tokens,
            settings.day_cost,
        )

    async def require(self, store: Store, turn: Usage) -> None:
        """Raises BudgetError where `turn`, or it and what was stored in the last 24 hours, reaches a limit."""
        _require(turn, self.turn_tokens, None, "this turn", "THREADWRIGHT_TURN_TOKENS")
        since = datetime.now(UTC) - DAY
        if self.user_tokens is not None or self.user_cost is not None:
            spent = _sum(await store.usage.spent(self.author, since=since), turn)
            _require(spent, self.user_tokens, self.user_cost, "you in 24 hours", "THREADWRIGHT_USER_DAY_")
        if self.day_tokens is not None or self.day_cost is not None:
            spent = _sum(await store.usage.spent(since=since), turn)
            _require(spent, self.day_tokens, self.day_cost, "everybody in 24 hours", "THREADWRIGHT_DAY_")


class Budgeted(AgentMiddleware[AgentState[Any], Sitting, Any]):
    """Looks at the budget before each call of the model."""

    async def abefore_model(self, _state: AgentState[Any], runtime: Runtime[Sitting]) -> None:
        """Raises BudgetError."""
        sitting = runtime.context
        await sitting.budget.require(sitting.desk.store, sitting.desk.usage)


def _sum(stored: Usage, turn: Usage) -> Usage:
    costs = [each.cost for each in (stored, turn) if each.cost is not None]
    return Usage(
        input_tokens=stored.input_tokens + turn.input_tokens,
        output_tokens=stored.output_tokens + turn.output_tokens,
        cost=sum(costs) if costs else None,
    )


def _require(spent: Usage, tokens: int | None, cost: float | None, whose: str, setting: str) -> None:
    used = spent.input_tokens + spent.output_tokens
    if tokens is not None and used >= tokens:
        setting = setting if setting.endswith("TOKENS") else f"{setting}TOKENS"
        raise BudgetError(f"The budget of {tokens:,} tokens for {whose} is used up ({used:,}).", mend=_mend(setting))
    if cost is not None and spent.cost is not None and spent.cost >= cost:
        raise BudgetError(
            f"The budget of ${cost:,.2f} for {whose} is used up (${spent.cost:,.2f}).", mend=_mend(f"{setting}COST")
        )


def _mend(setting: str) -> str:
    return f"What was done is kept. Go on later, or have {setting} raised."
