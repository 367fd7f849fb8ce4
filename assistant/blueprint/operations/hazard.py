"""A danger of a change, and how each kind of it is told."""

from __future__ import annotations

from enum import StrEnum

from assistant.blueprint.field import Field
from assistant.blueprint.names import label, plural
from assistant.blueprint.operations.conversion import Conversion, conversion
from assistant.blueprint.operations.wording import a_type
from assistant.blueprint.relation import Relation
from assistant.conversation import Record


class HazardKind(StrEnum):
    """What is dangerous about a change of a database with rows in it."""

    RENAME = "rename"
    DROP_COLUMN = "drop-column"
    DROP_TABLE = "drop-table"
    NOT_NULL = "not-null-on-existing"
    UNIQUE = "unique-on-existing"
    ENUM_VALUE = "enum-value"
    TYPE_CHANGE = "type-change"
    INDEX = "index-on-existing"
    KEY_CHANGE = "key-change"


class Hazard(Record):
    """One danger: where, what happens to the rows there are, and how to go about it safely."""

    kind: HazardKind
    place: str
    text: str
    mend: str


_IN_STEPS = (
    "While an old version still runs: add {new} beside {old}, write both, copy the rows, move readers over, then drop "
    "{old}. Otherwise stop the old version first."
)


def renamed_model(old: str, new: str) -> Hazard:
    """The table keeps its rows under another name."""
    text = f"The table of {old} is renamed with all its rows; whatever still asks for {old} fails from that moment."
    mend = "Release it together with the code that uses the new name; a view of the old name can bridge the time."
    return Hazard(kind=HazardKind.RENAME, place=new, text=text, mend=mend)


def renamed_member(model: str, old: str, new: str) -> Hazard:
    """The column keeps its values under another name."""
    text = f"The column is renamed with all its values; whatever still asks for {old} fails from that moment."
    mend = _IN_STEPS.format(old=old, new=new)
    return Hazard(kind=HazardKind.RENAME, place=f"{model}.{new}", text=text, mend=mend)


def renamed_value(enum: str, old: str, new: str) -> Hazard:
    """The value is the same in every row under another name."""
    text = f"Rows with {old} have {new} from then on; whatever still sends or compares {old} fails."
    mend = f"Add {new} as a value of its own first, move the rows, and drop {old} when nobody sends it any more."
    return Hazard(kind=HazardKind.RENAME, place=f"{enum}.{new}", text=text, mend=mend)


def dropped_column(place: str, what: str = "") -> Hazard:
    """Values are lost."""
    text = f"The column{f' {what}' if what else ''} goes, and with it its value in every row; nothing brings it back."
    mend = "Keep a copy of the column first; stop reading and writing it one release before it goes."
    return Hazard(kind=HazardKind.DROP_COLUMN, place=place, text=text, mend=mend)


def moved_key(relation: Relation) -> Hazard:
    """One foreign key becomes a table of pairs."""
    place = f"{relation.model}.{relation.name}"
    text = (
        f"Each {label(relation.model)} may have several now: its key is copied into a table of pairs, then the column "
        f"{relation.name}Id is dropped."
    )
    mend = "The copy is part of the migration. Old code that reads the column has to be gone before it runs."
    return Hazard(kind=HazardKind.DROP_COLUMN, place=place, text=text, mend=mend)


def dropped_table(model: str, what: str = "") -> Hazard:
    """Rows are lost."""
    text = f"The table{f' {what}' if what else ''} goes with all its rows, and with it every reference to them."
    mend = "Keep a copy of the table first; stop serving it one release before it goes."
    return Hazard(kind=HazardKind.DROP_TABLE, place=model, text=text, mend=mend)


def not_null(model: str, name: str, *, is_new: bool) -> Hazard:
    """No value is known for rows that need one."""
    rows = f"{plural(label(model))} that there are"
    lack = f"have no {label(name)}" if is_new else f"may have no {label(name)}"
    text = f"{rows} {lack}, and none is known: while there are such rows, the migration stops and changes nothing."
    text = text[:1].upper() + text[1:]
    mend = (
        "Give a default, or `fill` with what they get; or make it optional first, fill the rows, and require it in the "
        "next change."
    )
    return Hazard(kind=HazardKind.NOT_NULL, place=f"{model}.{name}", text=text, mend=mend)


def unique(model: str, names: tuple[str, ...]) -> Hazard:
    """Rows may hold the same value twice."""
    what = f"the same {' and '.join(label(name) for name in names)}"
    text = f"If two {plural(label(model))} have {what}, the migration stops and changes nothing."
    mend = f"Look for doubles first (GROUP BY {', '.join(names)} HAVING count(*) > 1) and decide which of them stays."
    return Hazard(kind=HazardKind.UNIQUE, place=_places(model, names), text=text, mend=mend)


def index(model: str, names: tuple[str, ...]) -> Hazard:
    """Writers wait while it is built."""
    text = f"While the index is built, nothing can be written to {plural(label(model))}; reading goes on."
    mend = "On a large table, build it beforehand with CREATE INDEX CONCURRENTLY under the same name."
    return Hazard(kind=HazardKind.INDEX, place=_places(model, names), text=text, mend=mend)


def _places(model: str, names: tuple[str, ...]) -> str:
    return f"{model}.{names[0]}" if len(names) == 1 else f"{model} ({', '.join(names)})"


def added_value(enum: str, value: str) -> Hazard:
    """Old code meets a value that it does not know."""
    text = (
        f"No row changes, but code and clients that know only the older values meet {value} as soon as one is stored."
    )
    mend = "Release readers that know it before anything writes it; PostgreSQL can't take a value back."
    return Hazard(kind=HazardKind.ENUM_VALUE, place=f"{enum}.{value}", text=text, mend=mend)


def dropped_value(enum: str, value: str) -> Hazard:
    """Rows may still have it."""
    text = f"If a row still has {value}, the migration stops and changes nothing; the table is rewritten under a lock."
    mend = f"Give the rows with {value} another value first."
    return Hazard(kind=HazardKind.ENUM_VALUE, place=f"{enum}.{value}", text=text, mend=mend)


_CONVERTED = {
    Conversion.KEPT: "Every value is turned from {was} into {now} under a lock; one that does not fit stops it all.",
    Conversion.ROUNDED: "Every value is converted from {was} to {now} under a lock, and rounded where it does not fit.",
    Conversion.LOST: "There is no way from {was} to {now}: the column is emptied, and its values are lost.",
}


def changed_type(place: str, old: Field, new: Field) -> Hazard:
    """Every value is converted, or none can be."""
    was, now = (f"{'a list of ' if each.many else ''}{a_type(each)}" for each in (old, new))
    text = _CONVERTED[conversion(old, new)].format(was=was, now=now)
    mend = (
        "Look for values that do not fit first. On a large table: add a new column, copy in batches, move readers "
        "over, then drop the old one."
    )
    return Hazard(kind=HazardKind.TYPE_CHANGE, place=place, text=text, mend=mend)


def changed_key(place: str, text: str, mend: str) -> Hazard:
    """Other records are meant by a key, or another number of them."""
    return Hazard(kind=HazardKind.KEY_CHANGE, place=place, text=text, mend=mend)
