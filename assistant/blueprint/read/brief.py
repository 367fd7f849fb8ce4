"""A brief in any form -> its Blueprint."""

from __future__ import annotations

import asyncio

from assistant.blueprint.plan import Blueprint
from assistant.blueprint.read import prisma
from assistant.blueprint.read.prose import read_brief


async def read(text: str) -> Blueprint:
    """The Blueprint of a brief, in English or a Prisma schema; with nothing to model, no models but a question."""
    return await asyncio.to_thread(prisma.read if prisma.is_schema(text) else read_brief, text)
