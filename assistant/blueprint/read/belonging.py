"""Whose a record is: its owners, the whole that it is part of, and whether it is meant to be shown to others."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.blueprint.access import Condition, Owner
from assistant.blueprint.field import Scalar, Write
from assistant.blueprint.names import camel, plural, words
from assistant.blueprint.plan import Model
from assistant.blueprint.read.lexicon import nouns
from assistant.blueprint.read.notebook import key
from assistant.blueprint.read.ways import Ways
from assistant.blueprint.relation import Kind, OnDelete, Relation

OWNERS = frozenset(
    """owner author creator user account customer client buyer sender poster uploader writer organiser organizer
    requester reporter submitter borrower renter host seller patient student member""".split()
)
"""Relations to the account that tell whose a record is."""
_CHOSEN = frozenset(
    """assignee reviewer approver manager supervisor mentor lead leader coach instructor teacher tutor trainer editor
    moderator followed blocked referrer head actor by""".split()
)
"""Relations to the account that say who deals with a record, or who did, rather than whose it is."""
_SHARING = frozenset("members participants collaborators contributors editors players people".split())
_ANYBODY = frozenset("user member person account".split())
SHOWN = frozenset(
    """post article blog story page wiki recipe review rating comment like vote reaction follow question answer thread
    topic discussion forum listing advert ad advertisement offer auction bid product event course lesson workshop
    class meetup show episode podcast channel announcement news update job vacancy campaign petition""".split()
)
"""What people make in order to show it to others."""
REMARKS = frozenset("comment message reply note attachment answer photo image revision version".split())
"""Whoever sees what these are about sees them, and may add one."""
_FORMS = frozenset("survey quiz exam test form questionnaire application".split())
"""What is answered to those who ask, not to everyone."""
_KEPT_TO_ONESELF = frozenset("saved favourite favorite bookmark bookmarked starred watched private personal".split())
_PERSONAL = frozenset(
    """booking order payment reservation loan message subscription application submission enrolment enrollment
    invoice appointment prescription fine donation rental membership deposit refund inquiry enquiry quote viewing
    complaint claim purchase transaction checkout response""".split()
)
_OFFICIAL = frozenset(
    "payment invoice bounty fine refund payout grade receipt charge fee penalty decision allowance bonus salary".split()
)
"""What is decided about people, by staff where there is any."""
_ADDRESSED = frozenset("review rating like vote reaction answer response submission bid follow".split())
"""What people do about the records of others, beside bookings, orders and the like."""
_OFFERED = frozenset(
    """property apartment flat house villa cabin room space studio boat car vehicle bike tool equipment item service
    gig book game dish meal ticket""".split()
)
"""What is offered to others where bookings or reviews of it are kept."""
CLIENTS = frozenset(
    """policyholder patient client customer tenant guest student pupil member applicant candidate donor beneficiary
    resident borrower guardian owner""".split()
)
_SEEN_BY_ALL = frozenset("public published".split())


@dataclass
class Belonging(Ways):
    """Adds to the ways between records and people which of them make somebody the owner.

    `shown` names models that the brief itself says are there for others to see.
    """

    shown: frozenset[str] = field(default_factory=frozenset)

    def holders(self, model: Model) -> tuple[Owner, ...]:
        """Whoever a record belongs to, by the shortest way."""
        caller = self._caller(model)
        path = caller.name if caller is not None else next(self.paths(model.name), None)
        return (Owner(path=path),) if path is not None else ()

    def _owning(self, model: Model) -> list[Relation]:
        """The relations of a record to accounts that it belongs to, the caller's own first."""
        if model.name == self.account:
            return []
        found = [
            r
            for r in self.relations
            if r.model == model.name and r.target == self.account and r.kind is not Kind.MANY_TO_MANY
        ]
        owning = [r for r in found if self._is_owning(r)]
        return sorted(owning, key=lambda r: r.write is not Write.SERVER)

    def _is_owning(self, relation: Relation) -> bool:
        last = words(relation.name)[-1]
        if last in {"actor", "by"}:
            return False
        named = last in OWNERS and last not in _ANYBODY
        return relation.write is Write.SERVER or named or (relation.required and last not in _CHOSEN)

    def _sharers(self, model: Model) -> tuple[Owner, ...]:
        """Those whom a record lists: the members of a project, the participants of a conversation."""
        if model.name == self.account or self._is_vocabulary(model.name):
            return ()
        pairs = [r for r in self.relations if r.kind is Kind.MANY_TO_MANY]
        ahead = [r.name for r in pairs if (r.model, r.target) == (model.name, self.account)]
        back = [r.inverse for r in pairs if (r.target, r.model) == (model.name, self.account)]
        account = camel(self.account or "")
        usual = _SHARING | ({plural(account)} if account in _ANYBODY else set())
        return tuple(Owner(path=name) for name in (*ahead, *back) if name in usual or self._is_dealing(model))

    def _whole(self, model: Model) -> Relation | None:
        """The relation to what a record is part of: a task to its project, a line to its order."""
        keys = [
            r
            for r in self.relations
            if r.model == model.name
            and r.kind is not Kind.MANY_TO_MANY
            and r.required
            and r.target not in {self.account, model.name}
        ]
        return min(keys, key=lambda r: self._looseness(model, r), default=None)

    def _looseness(self, model: Model, relation: Relation) -> tuple[bool, bool, bool, bool]:
        named = set(words(model.name)[:-1]) & set(words(relation.target))
        owned = any(True for _ in self.paths(relation.target))
        cascade = relation.on_delete is OnDelete.CASCADE
        return self._is_vocabulary(relation.target), not named, not owned, not cascade

    def _is_vocabulary(self, name: str) -> bool:
        last = key((words(name)[-1],))
        return last in nouns.PICK_LIST | {"type", "kind"} and not any(True for _ in self.paths(name))

    def _is_shown(self, model: Model) -> bool:
        """Whether records are there for others to see: posts and listings, and what others book or review."""
        if model.name in self.shown:
            return True
        said = words(model.name)
        if set(said) & _KEPT_TO_ONESELF or self._is_filled_in(model):
            return False
        return said[-1] in SHOWN or (not self._is_private(model) and self._is_offered(model))

    def _is_filled_in(self, model: Model) -> bool:
        """Whether it is an answer to a form, which whoever asks reads."""
        above = {r.target for r in self.relations if r.model == model.name and r.kind is not Kind.MANY_TO_MANY}
        return any(set(words(name)) & _FORMS for name in above)

    def _profile(self, name: str) -> Owner | None:
        """The account of a person who is a model beside the account: a patient, a teacher."""
        for each in self.relations:
            if (
                each.model == name
                and each.target == self.account
                and each.kind is Kind.ONE_TO_ONE
                and not each.required
            ):
                return Owner(path=each.name)
        return None

    def _client(self, model: Model) -> Owner | None:
        """The account of somebody whom others look after: a patient, a policyholder."""
        return self._profile(model.name) if words(model.name)[-1] in CLIENTS else None

    def _is_offered(self, model: Model) -> bool:
        """Whether others book it, buy it, apply to it or review it, so that they have to find it."""
        mine = {r.name for r in self._owning(model)}
        for link in self.relations:
            if link.target != model.name or link.model == model.name or link.kind is Kind.MANY_TO_MANY:
                continue
            dealing = next(m for m in self.models if m.name == link.model)
            caller = self._caller(dealing)
            addressed = self._is_private(dealing) or words(dealing.name)[-1] in _ADDRESSED
            if caller is None or not mine or not addressed or self._is_kept(dealing):
                continue
            if words(dealing.name)[-1] in REMARKS:
                continue
            if words(model.name)[-1] in _OFFERED or caller.name not in mine:
                return True
        return False

    def _openly(self, model: Model) -> tuple[Condition, ...]:
        """The condition that a record was made public by its owner, where it says so itself."""
        entity = self.notebook.by_name(model.name)
        for each in model.fields:
            if each.scalar is Scalar.BOOLEAN and set(words(each.name)) & _SEEN_BY_ALL:
                return (Condition(field=each.name, one_of=(True,)),)
            typed = entity.fields.get(each.name) if entity is not None else None
            if typed is not None and "PUBLIC" in typed.values:
                return (Condition(field=each.name, one_of=("PUBLIC",)),)
        return ()

    def _is_official(self, model: Model) -> bool:
        """Whether records are decided by staff: payments, fines, grades."""
        return words(model.name)[-1] in _OFFICIAL

    def _is_kept(self, model: Model) -> bool:
        """Whether a record is its owner's alone, whatever it is about: a bookmark, a saved recipe."""
        return bool(set(words(model.name)) & _KEPT_TO_ONESELF)

    def _is_private(self, model: Model) -> bool:
        """Whether records are somebody's business: bookings, orders, messages and what hangs on them."""
        return self._is_dealing(model) and any(True for _ in self.paths(model.name))

    def _is_dealing(self, model: Model) -> bool:
        """Whether a record is what passes between people, rather than a thing."""
        entity = self.notebook.by_name(model.name)
        if entity is None:
            return False
        return (entity.name in self.notebook.events and entity.words[-1] not in SHOWN) or entity.words[-1] in _PERSONAL
