"""Two legs become one ranking: each one's scores from 0 to 1, then their sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

LIMIT = 100
"""How many of the best of each leg take part."""


def fused(legs: Sequence[Mapping[int, float]]) -> dict[int, float]:
    """Number -> score from 0 to 1, the best first. What a leg does not find scores 0 in it."""
    summed: dict[int, float] = {}
    for leg in legs:
        for number, score in normalised(leg).items():
            summed[number] = summed.get(number, 0.0) + score / len(legs)
    return {number: summed[number] for number in sorted(summed, key=lambda each: (-summed[each], each))}


def normalised(leg: Mapping[int, float]) -> dict[int, float]:
    """The best at 1 and the worst at 0; a leg whose scores are all the same finds them all alike."""
    if not leg:
        return {}
    least, most = min(leg.values()), max(leg.values())
    if most == least:
        return dict.fromkeys(leg, 1.0)
    return {number: (score - least) / (most - least) for number, score in leg.items()}
