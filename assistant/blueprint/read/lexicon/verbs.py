"""Verbs by what they say about the nouns around them."""

from __future__ import annotations

HAVE = frozenset(
    """have contain include carry hold comprise store keep track record note consist feature capture collect need get
    know save-with list-with remember state specify bear""".split()
)
"""What follows is a part or an attribute of the subject."""

KEEPING = frozenset(
    "store keep track record note capture collect need know want save log see list show get have "
    "freeze snapshot copy remember".split()
)
"""With 'we' or 'the system' as the subject: what follows is to be stored."""

BELONG = frozenset(
    "belong hang refer relate link tie attach point live fall sit reference connect associate concern".split()
)
"""The subject is a child of what follows."""

NOUN_OF_ACTION = {
    "apply": "application",
    "assign": "assignment",
    "attend": "attendance",
    "backup": "backup",
    "bid": "bid",
    "book": "booking",
    "bookmark": "bookmark",
    "borrow": "loan",
    "buy": "purchase",
    "check-in": "check-in",
    "comment": "comment",
    "donate": "donation",
    "enrol": "enrolment",
    "enroll": "enrollment",
    "favorite": "favorite",
    "favourite": "favourite",
    "follow": "follow",
    "inspect": "inspection",
    "invite": "invitation",
    "join": "membership",
    "lease": "lease",
    "lend": "loan",
    "like": "like",
    "loan": "loan",
    "message": "message",
    "nominate": "nomination",
    "order": "order",
    "pay": "payment",
    "pledge": "pledge",
    "purchase": "purchase",
    "rate": "rating",
    "refund": "refund",
    "register": "registration",
    "rent": "rental",
    "repair": "repair",
    "reserve": "reservation",
    "respond": "response",
    "review": "review",
    "rsvp": "rsvp",
    "sign-up": "sign-up",
    "submit": "submission",
    "subscribe": "subscription",
    "vote": "vote",
    "hire": "hire",
    "complete": "completion",
    "react": "reaction",
    "report": "report",
    "score": "score",
    "visit": "visit",
    "check-out": "checkout",
    "answer": "answer",
    "sign": "signature",
    "enter": "entry",
    "sell": "sale",
    "deliver": "delivery",
    "sight": "sighting",
    "weigh": "weighing",
    "choose": "choice",
    "back": "pledge",
    "reply": "reply",
}
"""The record that an action leaves behind."""

ACTIONS = frozenset(
    """add administer approve archive arrange ask assess author award browse build cancel change choose claim close
    collect compete complete compose conduct configure define specify perform acknowledge confirm coach cover create
    deal decide delete deliver design do drive earn edit employ enter evaluate exchange export feed fill fix fund
    generate give grade handle help host import issue land launch lead learn leave lend lesson like list load log
    make manage mark measure meet mentor monitor moderate move name offer open operate organise organize own park
    pause perform pick place plan play post prepare process produce publish put read receive recommend reject
    release remove renew replace request reschedule reset resolve restore return run sell send serve set share ship
    show sign speak split start stay stock stop store supervise supply take teach tell track train transfer treat
    happen occur hand distribute tell provide tick exist sit stand reside put group gather seat
    undertake unlock update upgrade upload use verify view watch withdraw work write drop unsubscribe rename search
    filter find see hear land want
    come appear return remain file
    adjust allocate maintain modify raise save schedule download reopen correct""".split()
) | frozenset(NOUN_OF_ACTION)

MAKING = frozenset(
    """add author build compose conduct configure define perform schedule create design enter file generate issue
    launch list log make manage offer open organise organize own place post prepare produce publish raise record
    request schedule send set share start submit sell teach track upload write host lead plan ask report submit
    leave give note store collect""".split()
)
"""The object of these is a record that belongs to the subject."""

KNOWN = HAVE | BELONG | MAKING | frozenset(NOUN_OF_ACTION) | {"be", "exist"}
"""Verbs that say something of their own; others before a list of attributes only introduce it."""

PLACING = frozenset(
    "assign share park place store locate group belong link attach organise organize file "
    "categorise allocate nest tag sort use add put apply".split()
)
"""'X is ...ed at Y' with these says where X belongs."""

READING = frozenset("read see view browse list find search look filter access show watch know download export".split())
CREATING = frozenset(
    "create add post write upload submit make place register open file book record log send "
    "issue raise enter publish invite".split()
)
UPDATING = frozenset(
    """update edit change modify maintain manage approve reject decide grade mark assign set close reopen move rename
    adjust     correct confirm publish moderate""".split()
)
DELETING = frozenset("delete remove destroy erase drop cancel withdraw".split())
ALL_OF_IT = frozenset("manage do maintain administer control handle run moderate".split())

PARTICLE_VERBS = {
    ("sign", "up"): "sign-up",
    ("check", "in"): "check-in",
    ("check", "out"): "check-out",
    ("send", "in"): "submit",
    ("hand", "in"): "submit",
    ("write", "up"): "write",
    ("log", "in"): "log-in",
    ("sign", "in"): "log-in",
    ("set", "up"): "create",
    ("turn", "up"): "attend",
    ("show", "up"): "attend",
    ("take", "out"): "borrow",
    ("hand", "out"): "assign",
    ("give", "out"): "assign",
    ("get", "at"): "read",
    ("fill", "in"): "fill",
}

IRREGULAR = {
    "has": "have",
    "had": "have",
    "having": "have",
    "wrote": "write",
    "written": "write",
    "made": "make",
    "sent": "send",
    "given": "give",
    "gave": "give",
    "got": "get",
    "gotten": "get",
    "taught": "teach",
    "taken": "take",
    "took": "take",
    "held": "hold",
    "kept": "keep",
    "led": "lead",
    "left": "leave",
    "lent": "lend",
    "met": "meet",
    "paid": "pay",
    "ran": "run",
    "sold": "sell",
    "seen": "see",
    "saw": "see",
    "set": "set",
    "put": "put",
    "read": "read",
    "chosen": "choose",
    "bought": "buy",
    "done": "do",
    "did": "do",
    "does": "do",
    "goes": "go",
    "known": "know",
    "shown": "show",
    "driven": "drive",
    "drawn": "draw",
    "built": "build",
    "told": "tell",
    "tied": "tie",
    "tying": "tie",
    "hung": "hang",
    "belonging": "belong",
    "applies": "apply",
    "applied": "apply",
    "enrolled": "enrol",
    "enrolling": "enrol",
    "withdrawn": "withdraw",
    "won": "win",
    "begun": "begin",
}
