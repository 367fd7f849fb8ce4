"""What every draft does alike: signing in, errors, ids, pages, the database."""

from __future__ import annotations

import re

from assistant.agent.offline.explain.ground import SCHEMA, Answer, Ground, Question, listed
from assistant.blueprint.plan import AuthKind, IdType
from assistant.draft.entity import Origin

_SIGN_IN = re.compile(
    r"\b(?:sign(?:ing|s|ed)?[- ]?(?:in|up)|log(?:ging|s|ged)?[- ]?in|login|log ?on|auth|authenticat\w+|"
    r"register\w*|registration|jwt|tokens?|sessions?|passwords?|credentials|brute[- ]?force|oauth|sso|"
    r"argon\w*|hash\w*)\b",
    re.I,
)

_FACTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        (
        r"\bhow many tokens\b|\bhow much (?:did|does|will) (?:that|this|it|the draft) cost\b|"
        r"\bwhat did (?:that|it|this) cost\b"
    ),
        (
        "Nothing: the built-in model goes by rules, so nobody is paid for it. Another model's tokens and "
        "cost are counted with each reply."
    ),
        (),
    ),
    (
        r"\b404\b.*\b(?:403|not|instead)\b|\b403\b.*\b404\b|\bwhy\b.*\b40[34]\b|\bnot found\b.*\bforbidden\b",
        (
        "What the caller may not see does not exist for them: 404. What they may see but not change is 403. "
        "So nobody can find out by guessing ids which records there are."
    ),
        ("lib/policy/actor.ts", "lib/http/handle.ts"),
    ),
    (
        (
        r"\berror (?:format|shape|body|handling|responses?|messages?)\b|\bformat of (?:the )?errors?\b|"
        r"\b(?:what|how) do (?:the )?errors look\b|\brfc ?(?:9457|7807)\b|\bproblem\+json\b|\bhow are errors\b"
    ),
        (
        "Errors are RFC 9457 problems, application/problem+json: type, title, status, requestId, and for 422 "
        "errors that name each field or parameter."
    ),
        ("lib/problem.ts", "docs/API.md"),
    ),
    (
        r"\brate[- ]?limit\w*|\bthrottl\w+|\btoo many\b",
        (
        "Only the login is throttled: after 10 failures for one account within 15 minutes it answers 429 "
        "with Retry-After. Each process counts its own. Other endpoints have no rate limit."
    ),
        ("lib/auth/throttle.ts",),
    ),
    (
        r"\b(?:largest|max\w*|biggest|how (?:big|large))\b.*\b(?:body|request|payload|upload)\b|\bbody size\b",
        "A request body may hold 16 KiB; a larger one is 413.",
        ("lib/http/request.ts",),
    ),
    (
        r"\bunknown fields?\b|\bextra fields?\b|\bmass assignment\b|\badditional (?:fields|properties)\b",
        "Bodies are strict: an unknown field is 422, so nobody can write what the plan does not let them write.",
        ("lib/http/request.ts",),
    ),
    (
        r"\bsql injection\b|\binjection\b|\braw sql\b",
        (
        "Queries go through the Prisma client, and the few statements that lock rows are parameterised; no "
        "text from a request becomes SQL."
    ),
        ("lib/data/db.ts",),
    ),
    (
        r"\brace condition\w*|\bconcurren\w+|\bat the same time\b|\bparallel\b|\block(?:s|ing|ed)?\b|\btransactions?\b",
        (
        "Each change is one conditional write, or a transaction that locks the rows it hangs on, parents "
        "first; the concurrency tests send competing requests to a real PostgreSQL."
    ),
        ("lib/data/db.ts", "tests/concurrency.test.ts"),
    ),
    (
        r"\btime ?zones?\b|\butc\b|\bdate format\b|\bhow are (?:dates|times) \w+",
        "A DateTime is ISO 8601 in UTC with milliseconds, taken with any offset; a Date is YYYY-MM-DD.",
        ("openapi.yaml",),
    ),
)  # fmt: skip


_ABSENT = re.compile(
    r"\b(?:is|are|do(?:es)?|has|have|can|any|where|why)\b.*\b(?P<what>graphql|grpc|soap|web ?sockets?|"
    r"web ?hooks?|server[- ]sent events|"
    r"file uploads?|uploads?|push notifications?|cron jobs?|background jobs?|queues?|caching|redis|full[- ]text search|"
    r"docker(?:file)?|front ?end|admin (?:panel|ui)|e-?mails? (?:sent|notifications?|verification)|password resets?)\b",
    re.I,
)


_FILES = re.compile(
    r"\b(?:zip|archive|download|folder|export)\b|\bwhere (?:are|is|did you put|do i find) (?:the |"
    r"all the |my )?(?:files?|draft|code|it)\b|"
    r"\b(?:send|give|get) (?:me |us )?(?:the |all )*(?:files?|code|openapi.*)\b|\bwhat (?:should|do|"
    r"can) (?:i|we) do with the files\b",
    re.I,
)


def files(question: Question, ground: Ground) -> Answer | None:
    """Where the files of a version are."""
    if not _FILES.search(question.text) or question.about:
        return None
    which = f"v{ground.version}" if ground.version else "a version"
    return Answer(
        f"The files of {which} lie in the folder that its draft named, with a zip of all of them beside them; "
        f"each version has a "
        "folder of its own."
    )


def absent(question: Question, _ground: Ground) -> Answer | None:
    """What drafts never hold."""
    found = _ABSENT.search(question.text)
    if found is None or question.about:
        return None
    return Answer(f"No: drafts hold no {found['what'].lower()}. They are REST endpoints with JSON over PostgreSQL.")


def signing(question: Question, ground: Ground) -> Answer | None:
    """How people sign in."""
    text = question.text
    if not _SIGN_IN.search(text) or re.search(r"\bhash of (?:the )?(?:files|bytes)|sha-?256\b", text, re.I):
        return None
    if re.search(r"\bpublic\b|\bwithout\b|\bwho\b", text, re.I) and question.about.entities:
        return None
    auth, base = ground.plan.auth, ground.plan.conventions.base_path
    if auth.kind is AuthKind.NONE:
        return Answer(
            "Nobody signs in: the plan has no accounts, and every endpoint is open to anyone who can reach it.",
            ("auth",),
        )
    if re.search(r"\b(?:oauth|sso|google|github|auth\.?js)\b", text, re.I):
        return Answer("Sign-in is by password and JWT. OAuth can be planned, but is not drafted yet.", ("auth.kind",))
    if re.search(r"\bpasswords?|argon\w*|hash\w*\b", text, re.I):
        said = (
            "Passwords have 12 to 128 characters and are kept as argon2id hashes; no answer ever holds one. An "
            "unknown account and a wrong password get the same 401 in the same time."
        )
        return Answer(said, ("auth",), ("lib/auth/password.ts",))
    account = ground.plan.auth.model
    register = (
        f"POST {base}/auth/register makes an account ({account}). "
        if auth.registration
        else "There is no registration: accounts are made in the database. "
    )
    role = (
        f" Whoever registers becomes {auth.default_role}; the role is looked up on each request."
        if auth.default_role
        else ""
    )
    said = (
        f"{register}POST {base}/auth/login takes the {auth.identifier} and the password and answers an "
        f"accessToken, a JWT for one hour, sent as "
        f"Authorization: Bearer; GET {base}/auth/me says whose it is.{role} After 10 failed logins within 15 "
        f"minutes the account gets 429."
    )
    return Answer(said, ("auth",), ("lib/auth/token.ts", "lib/auth/password.ts"))


def conventions(question: Question, ground: Ground) -> Answer | None:
    """Ids, database, base path, and what holds for every draft."""
    text, plan = question.text, ground.plan
    for pattern, said, files in _FACTS:
        if re.search(pattern, text, re.I):
            return Answer(said, (), files)
    if re.search(r"\b(?:which|what|why)\b.*\b(?:database|postgres\w*|mysql|sqlite|db)\b", text, re.I):
        return Answer(
            f"The database is {plan.provider}; drafts are offered for postgresql alone.", ("provider",), (SCHEMA,)
        )
    ids = all(each.column.origin is Origin.ID for each in question.about.columns)
    if re.search(r"\b(?:uuids?|ids?|primary keys?)\b", text, re.I) and ids:
        kind = (
            "time-ordered UUIDs (version 7): they can't be guessed or counted, and new rows go to the end of the index"
            if plan.conventions.id is IdType.UUID
            else "integers that count up"
        )
        return Answer(f"Ids are {kind}.", ("conventions.id",), (SCHEMA,))
    if re.search(r"\b(?:base path|prefix)\b", text, re.I):
        return Answer(
            f"Every path begins with {plan.conventions.base_path}.", ("conventions.base_path",), ("openapi.yaml",)
        )
    if re.search(r"\b(?:framework|stack|tech(?:nolog(?:y|ies))?|languages?|libraries|orm)\b", text, re.I):
        return Answer(
            "TypeScript: Next.js App Router route handlers, Prisma with PostgreSQL, zod for bodies, Vitest for "
            "the tests.",
            (),
            ("package.json",),
        )
    if re.search(
        r"\b(?:how (?:do|can|to)|what do) (?:i|we|one)\b.*\b(?:run|start|install|use|set ?up)\b.*", text, re.I
    ):
        return Answer(
            "The README of the draft says how to install, migrate and start it, and .env.example what it needs "
            "to know.",
            (),
            ("README.md", ".env.example"),
        )
    if re.search(r"\bconventions?\b", text, re.I):
        c = plan.conventions
        facts = [f"base path {c.base_path}", f"ids {c.id}", f"pages of {c.page_size}, at most {c.max_page_size}"]
        return Answer(f"{listed(facts)}.".capitalize(), ("conventions",), ("openapi.yaml",))
    return None
