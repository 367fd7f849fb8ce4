"""Nouns that are never models, nouns that are people, nouns that are lists to pick from."""

from __future__ import annotations

NEVER_MODELS = frozenset(
    """system app api backend platform service software site website webapp database db data thing thing one ones way time
    day everything something anything nothing stuff case need detail info information kind type sort part lot bunch number
    requirement feature scope version release phase v1 mvp goal idea summary overview detail example backend endpoint
    frontend ui client-side field column table entity model record-type list list-of rest team company business world
    user-story story beginning end start middle top bottom side place space moment morning afternoon evening night week
    month year today tomorrow yesterday call mail email-thread paper sheet spreadsheet whiteboard calendar diary laptop
    phone email address name title state status flag value attribute property-of rule permission role right login
    log-in account-type password access authentication authorisation authorization auth jwt token session crud
    operation request-body response pagination filter sorting search report dashboard notification reminder
    history log-line audit who what when where why how other both either none all lots people person somebody someone
    anybody everyone nobody self half first last next per total amount price cost fee currency quantity count unit
    wife husband mother father friend boss colleague marketing sales deadline question answer-to problem issue-with reason
    note remark max min maximum minimum default slug id uuid key code date hour minute second percent default combination
    change modification hold tree root depth copy-of order-of bit fun mistake future past present basis mind hand
    hands care deal level limit cap mode prototype draft-of thanks regards hi hello hey url link page screen view choice
    option text description owner-of purpose period duration range point-of-view kid kids order-in kg km scratch
    currency-code language js typescript node nextjs postgres postgresql prisma mysql sqlite rest graphql json
    stack tech technology framework library-of""".split()
)
"""Nouns that a sentence may treat like things but that no backend stores as a table of their own."""

PEOPLE = frozenset(
    """admin administrator agent applicant artist assistant attendee author backer buyer candidate captain chair client
    clinician coach colleague contractor cook coordinator courier creator customer cyclist dentist dispatcher
    doctor donor driver editor employee engineer farmer fan freelancer gardener guest guardian hairdresser host hr instructor
    inspector investor judge landlord lawyer lead leader learner librarian manager mechanic member mentee mentor moderator
    nurse officer operator organiser organizer owner parent participant partner patient patron person physician pilot player
    presenter producer professor pupil reader reception receptionist recruiter referee renter reporter reviewer rider
    seller shopper sitter speaker staff stylist student subscriber supervisor supplier support-agent teacher technician
    tenant therapist trainee trainer traveller treasurer tutor user vendor vet veterinarian viewer visitor volunteer walker
    worker writer""".split()
)

ROLE_RELATIONS = frozenset(
    """author owner creator requester reporter assignee reviewer approver manager sender recipient receiver organiser
    organizer host uploader poster submitter supervisor lead head responsible maintainer moderator editor seller buyer
    borrower booker applicant inviter invitee commenter voter winner coach instructor teacher trainer mentor contact-person
    responder agent operator technician inspector handler referrer user member driver writer captain creator chair
    follower""".split()
)
"""A field of this name is a person: a relation to the account, where there is one."""

VOCABULARY = frozenset(
    """tag label skill amenity genre topic keyword ingredient facility allergen interest hashtag feature language
    instrument badge certification qualification permission specialty speciality cuisine technology
    author speaker instructor category
    contributor participant attendee player artist member trainer teacher director actor equipment muscle-group
    assignee watcher collaborator guest-speaker symptom """.split()
)
"""In 'X has several of these' the other side usually has several X, too: a list to pick from, or people who take part."""

PICK_LIST = frozenset(
    """tag label skill amenity genre topic keyword ingredient facility allergen interest hashtag category instrument
    language certification qualification cuisine specialty speciality""".split()
)
"""Models that are lists of names: the name is unique."""

TASKS = frozenset("todo task to-do subtask checklist-item reminder action-item chore".split())
TITLED = frozenset(
    """post article book course event lesson recipe ticket issue movie film song album episode video document page proposal
    survey quiz poll question job vacancy task todo story report campaign listing talk""".split()
)
"""Models whose own name is a title."""

NAMELESS = frozenset(
    """booking reservation loan order payment enrolment enrollment registration appointment visit trip subscription
    membership attendance rating like vote follow reading measurement review submission sign-up log entry line item
    movement transaction check-in bookmark favourite favorite rental session slot availability score
    invitation shift message comment""".split()
)
"""Events and lines: they have no name of their own."""
