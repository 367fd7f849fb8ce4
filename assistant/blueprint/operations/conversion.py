"""What becomes of the values of a column that is given another type."""

from __future__ import annotations

from enum import StrEnum

from assistant.blueprint.field import Field, Scalar

_WHOLE = frozenset({Scalar.INT, Scalar.BIG_INT})
_FRACTIONS = frozenset({Scalar.FLOAT, Scalar.DECIMAL})
_NUMBERS = _WHOLE | _FRACTIONS


class Conversion(StrEnum):
    """`KEPT`: each value means the same, and one that does not fit stops the change. `LOST`: there is no cast."""

    KEPT = "kept"
    ROUNDED = "rounded"
    LOST = "lost"


def conversion(old: Field, new: Field) -> Conversion:
    """The fate of values of `old` as values of `new`."""
    if old.many != new.many:
        return Conversion.KEPT if new.many and old.type == new.type else Conversion.LOST
    was, now = old.scalar, new.scalar
    if old.many or old.type == new.type:
        same = old.type == new.type
        narrower = was is Scalar.DECIMAL and (new.scale or 0) < (old.scale or 0)
        return (Conversion.ROUNDED if narrower else Conversion.KEPT) if same else Conversion.LOST
    if was in _NUMBERS and now in _NUMBERS:
        return Conversion.ROUNDED if was in _FRACTIONS and now is not Scalar.FLOAT else Conversion.KEPT
    if (was, now) == (Scalar.DATE_TIME, Scalar.DATE):
        return Conversion.ROUNDED
    if (was, now) in ((Scalar.DATE, Scalar.DATE_TIME), (Scalar.BOOLEAN, Scalar.INT)):
        return Conversion.KEPT
    readable = Scalar.BYTES not in (was, now)
    # Through their text: enums have no other cast, and text is read as whatever it spells.
    through_text = was is Scalar.STRING or now is Scalar.STRING or (was is None and now is None)
    return Conversion.KEPT if readable and through_text else Conversion.LOST
