"""Nouns that are never models, nouns that are people, nouns that are lists to pick from."""

from __future__ import annotations

NEVER_MODELS = frozenset(
    """nobody somebody someone noone system app api backend platform software website webapp database db data thing one
    way time everything something anything nothing stuff need detail info information kind type sort part lot bunch
    number requirement scope version release v1 mvp goal idea summary overview example endpoint frontend ui field
    column entity list rest world beginning end middle top bottom side moment morning afternoon evening today
    tomorrow yesterday email address name title state status flag value attribute login password access
    authentication authorisation authorization auth jwt token crud pagination sorting search dashboard who what when
    where why how other both either none all people self half total amount price cost fee currency quantity count
    unit wife husband mother father friend boss max min maximum minimum default slug id uuid key code minute hour
    second percent combination mistake future past present basis mind hand care limit cap mode thanks regards hi
    hello hey url text description purpose duration range order-in kg km scratch month year day week depth root
    stack tech technology framework typescript node nextjs postgres postgresql prisma mysql sqlite rest graphql json
    reason size color colour weight height position capacity notes order-of tree hold fun bit hr listing-of work
    things thing point phone audit trail trails business modification change following""".split()
)
"""Nouns that a sentence may treat like things but that no backend stores as a table of their own."""

MODELS_IF_HEADED = frozenset(
    """trail path lot
    address unit colour color size token modification change reason currency limit audit goal requirement version
    release idea list point column field duration period day year month week""".split()
)
"""Such a noun is a model where it heads a list of attributes."""

SELDOM_MODELS = frozenset(
    """site service question response option session report notification reminder message account calendar page role
    permission request note link screen problem deal table space view choice action operation rule right history log
    result phase story issue company team call mail letter paper sheet spreadsheet whiteboard diary laptop filter
    level night period place feature update case answer deadline remark body root code email-thread""".split()
)
"""Nouns that are models only where a brief gives them attributes, or makes them the subject of what is stored."""

NOT_PEOPLE = frozenset(
    """order folder number offer letter paper computer printer sensor server container trailer calendar poster timer
    layer filter header counter character chapter semester quarter meter router charger power water tower center
    voucher transfer register ladder error color door floor motor indicator factor vector monitor elevator generator
    reactor committee coffee fee list playlist checklist wishlist whitelist booster cluster parameter transistor
    trigger holder newsletter tracker scooter buffer locker shelter parlor sector tier theater paint newspaper
    barrier supper dinner slider banner corner border river weather matter category laser sticker bumper cooler
    heater freezer toaster reminder helper""".split()
)
"""Nouns that end like the names of people but are not."""

OCCURRENCES = frozenset(
    "appointment booking reservation order subscription application registration payment visit "
    "viewing enrolment enrollment rental loan".split()
)
"""What is booked or placed is the record itself: 'customers book appointments'."""

COLLECTIONS = frozenset(
    "playlist collection wishlist watchlist bundle cart basket queue favourites bookshelf shelf mixtape".split()
)
"""What these contain also lives elsewhere, and in several of them."""

PEOPLE = frozenset(
    """accountant apprentice boss bursar chairman chef clerk consultant crew custodian dean guide intern musician
    president principal registrar scholar secretary steward warden
    admin administrator agent applicant artist assistant attendee author backer buyer candidate captain chair client
    clinician coach colleague contractor cook coordinator courier child kid creator customer cyclist dentist
    dispatcher doctor
    donor driver editor employee engineer farmer fan freelancer gardener guest guardian hairdresser host hr
    instructor inspector investor judge landlord lawyer lead leader learner librarian manager mechanic member mentee
    mentor moderator nurse officer operator organiser organizer owner parent participant partner patient patron
    person physician pilot player presenter producer professor pupil reader reception receptionist recruiter referee
    renter reporter reviewer rider seller shopper sitter speaker staff stylist student subscriber supervisor
    supplier support-agent teacher technician tenant therapist trainee trainer traveller treasurer tutor user vendor
    vet veterinarian viewer visitor volunteer walker worker writer""".split()
)

ROLE_RELATIONS = frozenset(
    """author owner creator requester reporter assignee reviewer approver manager sender recipient receiver organiser
    organizer host uploader poster submitter supervisor lead head responsible maintainer moderator editor seller
    buyer borrower booker applicant inviter invitee commenter voter winner coach instructor teacher trainer mentor
    contact-person responder agent operator technician inspector handler referrer user member driver writer captain
    creator chair follower""".split()
)
"""A field of this name is a person: a relation to the account, where there is one."""

VOCABULARY = frozenset(
    """tag label skill amenity genre topic keyword ingredient facility allergen interest hashtag feature language
    instrument badge certification qualification permission specialty speciality cuisine technology
    author speaker instructor category
    contributor participant attendee player artist member trainer teacher director actor equipment muscle-group
    subject volunteer helper judge referee musician
    singer presenter performer worker technician mechanic specialisation specialization
    assignee watcher collaborator guest-speaker symptom """.split()
)
"""In 'X has several of these' the other side usually has several X, too: lists to pick from, people who take part."""

PICK_LIST = frozenset(
    """tag label skill amenity genre topic keyword ingredient facility allergen interest hashtag category instrument
    language certification qualification cuisine specialty speciality""".split()
)
"""Models that are lists of names: the name is unique."""

PUBLISHED = frozenset("book ebook audiobook magazine journal novel textbook title publication paper".split())
"""Works from elsewhere that are only catalogued here: their author is a name, not somebody with an account."""

TASKS = frozenset("todo task to-do subtask checklist-item reminder action-item chore".split())
TITLED = frozenset(
    """post article book course event lesson recipe ticket issue movie film song album episode video document page
    proposal     survey quiz poll question job vacancy task todo story report campaign listing talk""".split()
)
"""Models whose own name is a title."""

NAMELESS = frozenset(
    """booking reservation loan order payment enrolment enrollment registration appointment visit trip subscription
    membership attendance rating like vote follow reading measurement review submission sign-up log entry line item
    movement transaction check-in bookmark favourite favorite rental session slot availability score
    invitation shift message comment""".split()
)
"""Events and lines: they have no name of their own."""


def is_person(word: str) -> bool:
    """Whether a noun in the singular names a person by what they do: 'librarian', and 'listener' by its ending."""
    return word in PEOPLE or (len(word) > 4 and word.endswith(("er", "or", "ist", "eur")) and word not in NOT_PEOPLE)
