"""Faults that can be planted in any drafted project: what a careless change, or a hasty one, would do."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """`pattern` (a regular expression) becomes `replacement` in the first file of `glob` that has a place for it.

    There where it first matches, or `every`where in that file, when one place alone would change nothing.
    """

    name: str
    glob: str
    pattern: str
    replacement: str
    needs_locks: bool = False
    every: bool = False

    def plant(self, text: str) -> str | None:
        """The text with the fault, or None where there is no place for it."""
        changed, count = re.subn(self.pattern, self.replacement, text, count=0 if self.every else 1, flags=re.M)
        return changed if count and changed != text else None


_DATA = "lib/data/*.ts"
_POLICY = "lib/policy/*.ts"
_SCHEMAS = "lib/schemas/*.ts"
_ROUTES = "app/**/route.ts"

FAULTS = (
    # Who may
    Fault("role policy replaced by anyone", _ROUTES, r"who: (?!anyone|signedIn|visitor)\w+", "who: anyone"),
    Fault("role policy replaced by signedIn", _ROUTES, r"who: (?!anyone|signedIn|visitor)\w+", "who: signedIn"),
    Fault("roles not compared at the door", "lib/policy/actor.ts", r"!roles\.includes\(actor\.role\)", "false"),
    Fault("roles not compared in a scope", _POLICY, r"actor\??\.role === \"\w+\"", "true"),
    Fault("owner condition dropped from a scope", _POLICY, r"\{ \w+Id: actor\.id \}", "{}"),
    Fault("owner condition dropped along a path", _POLICY, r"(\w+: \{ (?:\w+: null, )?)\w+Id: actor\.id", r"\1"),
    Fault("any membership will do", _POLICY, r"(userId: actor\.id), \w+: \"[A-Z_]+\"", r"\1"),
    Fault("state condition dropped from a scope", _POLICY, r"^  status: \"\w+\",\n", ""),
    Fault("public condition dropped", _POLICY, r"\{ (status|visibility): \"\w+\" \}", "{}"),
    Fault(
        "scope dropped from the list", _DATA, r"(function list\w+(?:(?!function)[\s\S])*?AND: \[)\w+\(actor\), ", r"\1"
    ),
    Fault("scope dropped from reading one", _DATA, r"(function find\w+[^}]*?AND: \[)\w+\(actor\), ", r"\1"),
    Fault("whoever may see may edit", _DATA, r"(AND: \[)(\w+)EditableBy\(", r"\1\2VisibleTo(", every=True),
    Fault("whoever may see may remove", _DATA, r"(AND: \[)(\w+)RemovableBy\(", r"\1\2VisibleTo(", every=True),
    Fault(
        "another status for what may be seen but not changed", _DATA, r'Problem\("forbidden"\)', 'Problem("not-found")'
    ),
    Fault("the caller does not become the owner", _DATA, r"\w+Id: actor\.id(,? )", r"\1"),
    Fault("parent not looked at", _DATA, r"if \(!known(\w+)\) throw new Problem\(\"not-found\"\);", ""),
    Fault(
        "unseen reference accepted", _DATA, r"AND: \[\w+(?:VisibleTo|ListedFor)\(actor\), (?=[^\]]*body\.)", "AND: ["
    ),
    Fault("missing reference accepted", _DATA, r"if \(!known\w+\) throw invalidField\([^;]*;", ""),
    Fault("broken reference not translated", _DATA, r"^  \w+_fkey: \(\) => invalidField[^\n]*\n", ""),
    Fault("removed records are still there", _POLICY, r"deletedAt: null,?", ""),
    Fault("removal forgets nothing", _DATA, r"data: \{ deletedAt: new Date\(\) \}", "data: {}"),
    # What is taken
    Fault("strict dropped from a new record", _SCHEMAS, r"(New\w+ = z\s*)\.strictObject", r"\1.object"),
    Fault("strict dropped from changes", _SCHEMAS, r"(Changes = z\s*)\.strictObject", r"\1.object"),
    Fault("strict dropped from a query", _SCHEMAS, r"(Query = z\s*)\.strictObject", r"\1.object"),
    Fault("strict dropped from registration", _SCHEMAS, r"(Registration = z\s*)\.strictObject", r"\1.object"),
    Fault("empty changes accepted", _SCHEMAS, r"Object\.keys\(changes\)\.length > 0", "true"),
    Fault("longer text accepted", _SCHEMAS, r"text\((\d+)", r"text(9\1"),
    Fault("higher number accepted", _SCHEMAS, r"whole\((-?\d+), (\d+)\)", r"whole(\1, \g<2>0)"),
    Fault("lower number accepted", _SCHEMAS, r"whole\((\d+)", r"whole(-\1 - 1"),
    Fault("required field made optional", _SCHEMAS, r"(New\w+ = z[^;]*?: text\(\d+\))", r"\1.exactOptional()"),
    Fault("control characters accepted", "lib/fields.ts", r"\s*\.regex\([^\n]*No control characters\"\)", ""),
    Fault("blank text accepted", "lib/fields.ts", r"(text = [^;]*?)\.trim\(\)", r"\1"),
    Fault("email kept as typed", "lib/fields.ts", r"\.toLowerCase\(\)", ""),
    Fault("body limit dropped", "lib/http/request.ts", r"if \(size > MAX_BODY_BYTES\)", "if (false)"),
    Fault("content type not looked at", "lib/http/request.ts", r"if \(!/\^application[^\n]*\n", "\n"),
    Fault("broken UTF-8 accepted", "lib/http/request.ts", "fatal: true", "fatal: false"),
    Fault(
        "malformed JSON is a 500",
        "lib/http/request.ts",
        r'throw new Problem\("malformed-json"\)',
        'throw new Error("x")',
    ),
    Fault("order of two fields not looked at", _DATA, r"if \((row\.\w+ >=? row\.\w+)\)", r"if (false && \1)"),
    Fault("order of two fields lets both be equal", _DATA, r"(row\.\w+ >)= (row\.\w+)", r"\1 \2"),
    # What is answered
    Fault("200 for created", "lib/http/handle.ts", "status: 201", "status: 200"),
    Fault("400 for invalid", "lib/problem.ts", r"invalid: \[422", "invalid: [400"),
    Fault("404 for conflict", "lib/problem.ts", r"-taken\": \[409", '-taken": [404'),
    Fault("Location missing", _ROUTES, r"created\(made, `[^`]*`\)", "created(made)"),
    Fault(
        "password hash answered",
        "lib/data/users.ts",
        r"User\.parse\(row\);",
        'Object.assign(User.parse(row), { passwordHash: "x" });',
    ),
    Fault("field renamed in answers", _SCHEMAS, r"^(  )createdAt: instantAnswer,", r"\1created_at: z.any(),"),
    Fault("field left out of answers", _SCHEMAS, r"^  updatedAt: instantAnswer,\n", ""),
    Fault("405 without Allow", "lib/http/handle.ts", r"\{ headers: \{ allow \} \}", "{}"),
    Fault("OPTIONS without Allow", "lib/http/handle.ts", r"status: 204, headers: \{ allow \}", "status: 204"),
    Fault("answers may be cached", "lib/http/handle.ts", r"response\.headers\.set\(\"cache-control\"[^\n]*", ""),
    Fault("any request id taken over", "lib/http/handle.ts", r"\{8,64\}", "{1,64}"),
    Fault(
        "error messages logged",
        "lib/http/handle.ts",
        r"\{ name: error\.name,",
        "{ name: error.name, message: error.message,",
    ),
    Fault("busy told as internal", "lib/http/handle.ts", r'isTransient\(error\) \? "busy" : "internal"', '"internal"'),
    # Lists
    Fault("page cap ignored", "lib/page.ts", r"\.max\(MAX_LIMIT\)", ""),
    Fault("larger pages unless asked", "lib/page.ts", r"\.default\((\d+)\)", r".default(1 + \1)"),
    Fault("cursor row repeated", "lib/page.ts", r"\{ lt: last \}", "{ lte: last }"),
    Fault("next page never told", "lib/page.ts", r"rows\.length <= limit", "rows.length > 0"),
    Fault("a next page that is empty", "lib/page.ts", r"rows\.length <= limit", "rows.length < limit"),
    Fault("no row read beyond the page", "lib/page.ts", r"take: limit \+ 1", "take: limit"),
    Fault("sort direction flipped", "lib/page.ts", r'\? "desc" : "asc"', '? "asc" : "desc"'),
    Fault("sort ignored", "lib/page.ts", r"\[\{ \[field\]: direction \}\]", "[]"),
    Fault("equal values lost between pages", "lib/page.ts", r", \{ \[field\]: value, \.\.\.sameValue \}", ""),
    Fault("filters ignored", _DATA, r"matching\(query\), ", ""),
    Fault("range leaves its lower end out", "lib/fields.ts", "gte: from", "gt: from"),
    Fault("range leaves its upper end out", "lib/fields.ts", "lte: to", "lt: to"),
    # Rules over records
    Fault(
        "unique constraint not translated",
        "lib/data/db.ts",
        r"throw constraints\[[^;]*;",
        "throw error;",
    ),
    Fault(
        "reference not translated on removal",
        "lib/data/db.ts",
        r"throw isReferenced\(error\) \? [^;]*;",
        "throw error;",
    ),
    Fault("transactions dropped", "lib/data/db.ts", r"db\(\)\.\$transaction\(work, [^)]*\)", "work(db())"),
    Fault("row locks dropped", _DATA, " FOR UPDATE", "", needs_locks=True),
    Fault("Repeatable Read", "lib/data/db.ts", '"ReadCommitted"', '"RepeatableRead"', needs_locks=True),
    Fault("limit off by one", _DATA, r"if \(count > ", "if (count - 1 > "),
    Fault("limit not looked at", _DATA, r"await check\w+Limit\([^;]*;", ""),
    Fault("overlap not looked at", _DATA, r"await check\w+Overlap\([^;]*;", ""),
    Fault("touching counts as overlap", _DATA, r"\{ lt: counted\.", "{ lte: counted."),
    Fault("limit counts everything", _DATA, r"(countsFor\w+ = [^\n]*=> \()\{[^}]*\}", r"\1{}"),
    Fault("guard dropped", _DATA, r"(\{ id \}), \{ \w+: null \}\]", r"\1]"),
    Fault("effect dropped", _DATA, r"data: (?:\{ |\{ \.\.\.body, )\w+At: new Date\(\) \}", "data: {}"),
    Fault("step from any state", _DATA, r"each\.from === before\.\w+ && ", ""),
    Fault(
        "step allowed to whoever may see",
        _DATA,
        r"(\w+)Allowing(?!\w* \})\w+,(?= requires|\n)",
        r"\1VisibleTo,",
        every=True,
    ),
    Fault("step writes without its condition", _DATA, r"\{ id, \w+: step\.from \}", "{ id }"),
    Fault("required field of a step not asked for", _DATA, r"checkSent\(step\.requires \?\? \[\], sent\);", ""),
    Fault("effect of a step dropped", _DATA, r"\.\.\.step\.effects\?\.\(\w*\), ", ""),
    Fault("many-to-many added to, not replaced", _DATA, r"\{ set: ", "{ connect: "),
    # Sign-in
    Fault("password stored as it is", "lib/auth/password.ts", r"hash\(password, cost\)", "Promise.resolve(password)"),
    Fault(
        "unknown account answered at once",
        "lib/auth/password.ts",
        r"(  const matches)",
        r"  if (storedHash === undefined) return false;\n\1",
    ),
    Fault(
        "unknown account told apart",
        _ROUTES,
        r"if \(!account \|\| !matches\)",
        'if (!account) throw new Problem("not-found");\n    if (!matches)',
    ),
    Fault("throttle removed", _ROUTES, r"await countAttempt\(\w+\);", ""),
    Fault("throttle after 100", "lib/auth/throttle.ts", "points: 10", "points: 100"),
    Fault("throttle for a minute", "lib/auth/throttle.ts", r"duration: 15 \* 60", "duration: 60"),
    Fault("JWT algorithm not pinned", "lib/auth/token.ts", r"algorithms: \[ALGORITHM\], ", ""),
    Fault("JWT issuer not compared", "lib/auth/token.ts", r"issuer: ISSUER, ", ""),
    Fault("JWT audience not compared", "lib/auth/token.ts", r"audience: ISSUER, ", ""),
    Fault(
        "JWT without expiry accepted", "lib/auth/token.ts", r'requiredClaims: \["exp", "sub"\]', "requiredClaims: []"
    ),
    Fault("token lives for a year", "lib/auth/token.ts", "TOKEN_SECONDS = 3600", "TOKEN_SECONDS = 31_536_000"),
    # Settings
    Fault("secret has a default", "lib/env.ts", r"(z\.string\(\)\.min\(32\))", r'\1.catch("x".repeat(32))'),
    Fault("short secret accepted", "lib/env.ts", r"\.min\(32\)", ""),
    Fault(
        "database has a default", "lib/env.ts", r"(z\.url\(\{[^}]*\}\))", r'\1.default("postgresql://localhost/app")'
    ),
    Fault("any address taken for a database", "lib/env.ts", r"\{ protocol: [^}]* \}", ""),
    Fault("server starts without settings", "instrumentation.ts", r"process\.exit\(1\);", ""),
    # Documents and database
    Fault("openapi.yaml promises longer text", "openapi.yaml", r"maxLength: (\d+)", r"maxLength: 9\1"),
    Fault("openapi.yaml lacks a 409", "openapi.yaml", r"^ +'409': \{[^\n]*\n", ""),
    Fault("openapi.yaml lacks a field", "openapi.yaml", r"^ +updatedAt: \{type: string, format: date-time\}\n", ""),
    Fault("openapi.yaml promises a higher maximum", "openapi.yaml", r"(minimum: -?\d+, maximum: \d+)\b", r"\g<1>0"),
    Fault("docs/API.md lacks a problem", "docs/API.md", r"^\| `forbidden`[^\n]*\n|^\| `invalid`[^\n]*\n", ""),
    Fault("unique index missing", "prisma/migrations/*/migration.sql", r"^CREATE UNIQUE INDEX[^\n]*\n", ""),
    Fault(
        "foreign key missing",
        "prisma/migrations/*/migration.sql",
        r"^ALTER TABLE[^\n]*ADD CONSTRAINT[^\n]*FOREIGN KEY[^;]*;\n",
        "",
    ),
    Fault("column may be null", "prisma/migrations/*/migration.sql", r"(\"\w+\" TEXT) NOT NULL", r"\1"),
    Fault("another rule on delete", "prisma/migrations/*/migration.sql", "ON DELETE CASCADE", "ON DELETE RESTRICT"),
)
