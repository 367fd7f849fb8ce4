"""What holds for every endpoint and for the whole plan: base path, page size, ids, database, sign-in."""

from __future__ import annotations

import re

from assistant.blueprint.operations.operation import SetAuth, SetConvention, SetPlan
from assistant.blueprint.operations.patch import AuthPatch, ConventionsPatch, PlanPatch
from assistant.blueprint.plan import AuthKind, IdType, Provider
from assistant.blueprint.revise.sheet import Sheet, UnclearError
from assistant.blueprint.revise.wording import Request

_PATH = re.compile(
    r"\b(?:base\s*path|prefix|root\s+path|api\s+path|everything|all\s+(?:the\s+)?(?:endpoints|routes|"
    r"paths|urls))\b.*?(?P<path>/[\w/.-]+)|\b(?:under|below|at|to|with)\s+(?P<under>/(?:api|v\d+)[\w/.-]*)",
    re.I,
)
_VERSION = re.compile(
    r"\b(?:version|prefix)\s+(?:the\s+)?(?:api|endpoints|routes|paths|urls)\b.*?\b(?P<v>v\d+)\b|"
    r"\bapi\s+version\s+(?:should\s+be\s+|to\s+|is\s+)?(?P<w>v?\d+)\b",
    re.I,
)
_MAX = re.compile(
    r"\b(?:max(?:imum|imal)?|largest|biggest)\s+(?:page\s*size|(?:number\s+of\s+)?(?:results?|records?|"
    r"items?|rows?|entries)\s+(?:per|a)\s+page)\D{0,25}?(?P<n>\d+)|\b(?:at\s+most|no\s+more\s+than|"
    r"up\s+to|max(?:imum)?(?:\s+of)?)\s+(?P<m>\d+)\s+(?:\w+\s+)?(?:per|a)\s+page\b|"
    r"\bpage\s*size\b.{0,30}?\b(?:at\s+most|up\s+to|max(?:imum)?(?:\s+of)?|no\s+more\s+than|"
    r"never\s+(?:above|more\s+than))\s+(?P<k>\d+)",
    re.I,
)
_PAGE = re.compile(
    r"\b(?:default\s+)?page\s*size\D{0,25}?(?P<n>\d+)|(?P<m>\d+)\s+(?:\w+\s+)?(?:per|a)\s+page\b|"
    r"\bpages?\s+of\s+(?P<k>\d+)|\bpaginate\s+by\s+(?P<p>\d+)",
    re.I,
)
_IDS = re.compile(
    r"\b(?:use|with|switch\s+to|want|prefer|have|be|make|should\s+be|as)\b.*?\b(?P<kind>uuids?|guids?|"
    r"(?:auto-?\s?increment(?:ing|ed)?|integer|int|numeric|serial|plain|sequential)\s+(?:ids?|keys?|"
    r"primary\s+keys?|integers?|numbers?|ints?))\b|\bids?\s+(?:should|must)\s+be\s+(?P<be>uuids?|"
    r"integers?|ints?|numbers?|numeric|auto-?increment\w*)\b|^(?P<just>uuid|integer|int|numeric)"
    r"\s+(?:primary\s+)?(?:ids|keys)\b",
    re.I,
)
_DATABASE = re.compile(r"\b(?P<name>postgres(?:ql)?|mysql|mariadb|sqlite)\b", re.I)
_SWITCH = re.compile(
    r"\b(?:use|switch|move|run|go|target|on|database|db|instead|should\s+be|want|prefer|deploy)\b", re.I
)
_OAUTH = re.compile(
    r"\b(?:log\s*-?in|sign\s*-?in|auth\w*|oauth|sso)\b.*?\b(?P<names>(?:github|google|gitlab|microsoft|"
    r"azure|apple|facebook|discord|slack|linkedin|twitter|okta|auth0)(?:\s*(?:,|and|or|/|\+)\s*(?:github|"
    r"google|gitlab|microsoft|azure|apple|facebook|discord|slack|linkedin|okta|auth0))*)\b|"
    r"^(?P<first>github|google|gitlab|microsoft|apple|facebook|discord|slack|linkedin)\s+(?:log\s*-?in|"
    r"sign\s*-?in|oauth|sso|auth)\b",
    re.I,
)
_JWT = re.compile(
    r"\b(?:use|with|switch\s+to|want)\s+(?:\w+\s+)?(?:jwts?|json\s+web\s+tokens?|passwords?|"
    r"e-?mail\s+and\s+password)\b",
    re.I,
)
_CLOSED = re.compile(
    r"\b(?:no|disable|without|turn\s+off|remove|drop|switch\s+off)\s+(?:the\s+)?(?:public\s+|self-?\s?|"
    r"open\s+|user\s+)*(?:registration|sign-?\s?ups?|registering)\b|\b(?:nobody|no\s+one|people|users|"
    r"members|they|you)\s+(?:can|may|should|must)(?:not|n't|\s+not)?\s+(?:be\s+able\s+to\s+)?(?:register|"
    r"sign\s+up)\s+(?:by\s+)?themselves\b|\b(?:cannot|can't|must\s+not|shouldn't|may\s+not)\s+(?:register|"
    r"sign\s+up)\b|\bregistration\s+(?:should\s+be|is|must\s+be)\s+(?:closed|disabled|off|invite[- ]only)"
    r"\b",
    re.I,
)
_OPEN = re.compile(
    r"\b(?:allow|enable|turn\s+on|open)\s+(?:up\s+)?(?:the\s+)?(?:self-?\s?|public\s+|user\s+)"
    r"?(?:registration|sign-?\s?ups?)\b|\bregistration\s+(?:should\s+be|is|must\s+be)\s+(?:open|enabled|"
    r"on)\b",
    re.I,
)
_IDENTIFIER = re.compile(
    r"\b(?:log\s*-?in|sign\s*-?in)\s+(?:should\s+(?:be|work)\s+|is\s+|happens\s+)?(?:with|by|via|using)"
    r"\s+(?:the\s+|their\s+|an?\s+)?(?P<name>[a-z]+(?:\s[a-z]+)?)(?:\s+(?:instead|rather|not).*)?$",
    re.I,
)
_TITLE = re.compile(
    r"\b(?:call|name|title)\s+(?:the\s+|this\s+)?(?:project|api|app|service|backend|whole\s+thing)"
    r"\s+[\"'`]?(?P<name>.+?)[\"'`]?$|^(?:the\s+)?(?:project|api|app|service|backend)\s+(?:should\s+be|is)"
    r"\s+called\s+[\"'`]?(?P<is>.+?)[\"'`]?$",
    re.I,
)


def read(request: Request, sheet: Sheet) -> bool:
    """Sets a convention, the database or how people sign in."""
    text = request.text
    return _paths(text, sheet) or _pages(text, sheet) or _whole(text, sheet) or _signing(text, sheet)


def _paths(text: str, sheet: Sheet) -> bool:
    found = _PATH.search(text)
    if found and not sheet.known.models_in(re.sub(r"/\S+", " ", text)):
        path = (found["path"] or found["under"]).rstrip("/.")
        if not re.search(r"\b(?:base|prefix|everything|all)\b", text, re.I) and not found["under"]:
            return False
        current = sheet.plan.conventions.base_path
        base = (
            path
            if path.startswith("/api") or re.search(r"\bbase\b", text, re.I)
            else f"{current.rstrip('/')}{path}"
            if re.fullmatch(r"/v\d+", path)
            else path
        )
        sheet.do(SetConvention(set=ConventionsPatch(base_path=base)))
        return True
    if found := _VERSION.search(text):
        version = (found["v"] or found["w"]).lower()
        base = re.sub(r"/v\d+$", "", sheet.plan.conventions.base_path)
        sheet.do(
            SetConvention(
                set=ConventionsPatch(base_path=f"{base}/{version if version.startswith('v') else f'v{version}'}")
            )
        )
        return True
    return False


def _pages(text: str, sheet: Sheet) -> bool:
    given: dict[str, int] = {}
    highest: int | None = None
    if found := _MAX.search(text):
        highest = next(found.start(n) for n, g in enumerate(found.groups(), 1) if g)
        given["max_page_size"] = int(next(g for g in found.groups() if g))
    found = _PAGE.search(text)
    if found and (highest is None or highest not in {found.start(n) for n in range(1, 5)}):
        given["page_size"] = int(next(g for g in found.groups() if g))
        given.setdefault("max_page_size", max(given["page_size"], sheet.plan.conventions.max_page_size))
    if given:
        sheet.do(SetConvention(set=ConventionsPatch.model_validate(given)))
        return True
    if re.search(r"\bpaginat(?:ion|ed?)\b", text, re.I):
        sheet.assumptions.append(f"Lists come in pages already, {sheet.plan.conventions.page_size} records each.")
        return True
    if found := _IDS.search(text):
        kind = (found["kind"] or found["be"] or found["just"]).lower()
        wanted = IdType.UUID if kind.startswith(("uuid", "guid")) else IdType.INT
        if sheet.known.models_in(text):
            return False
        if sheet.plan.conventions.id is wanted:
            sheet.assumptions.append(f"Ids are {wanted.value}s already.")
        else:
            sheet.do(SetConvention(set=ConventionsPatch(id=wanted)))
        return True
    return False


def _whole(text: str, sheet: Sheet) -> bool:
    named = [
        m[0].lower() for m in _DATABASE.finditer(re.sub(r"\b(?:instead\s+of|rather\s+than|from|not)\s+\w+", " ", text))
    ]
    if len(named) == 1 and _SWITCH.search(text):
        provider = (
            Provider.POSTGRESQL
            if named[0].startswith("postgres")
            else Provider.SQLITE
            if named[0] == "sqlite"
            else Provider.MYSQL
        )
        if sheet.plan.provider is provider:
            sheet.assumptions.append(f"The database is {provider.value} already.")
        else:
            sheet.do(SetPlan(set=PlanPatch(provider=provider)))
        return True
    if found := _TITLE.search(text):
        sheet.do(SetPlan(set=PlanPatch(title=(found["name"] or found["is"]).strip(" .\"'`"))))
        return True
    return False


def _signing(text: str, sheet: Sheet) -> bool:
    auth = sheet.plan.auth
    if found := _OAUTH.search(text):
        names = tuple(
            n.lower()
            for n in re.findall(r"[A-Za-z0-9]+", found["names"] or found["first"])
            if n.lower() not in {"and", "or"}
        )
        _require_accounts(sheet)
        providers = (
            (*auth.providers, *(n for n in names if n not in auth.providers))
            if re.search(r"\b(?:also|too|as\s+well|add)\b", text, re.I)
            else names
        )
        sheet.do(SetAuth(set=AuthPatch(kind=AuthKind.OAUTH, providers=providers)))
        return True
    if auth.kind is AuthKind.OAUTH and _JWT.search(text):
        sheet.do(SetAuth(set=AuthPatch(kind=AuthKind.JWT, providers=())))
        return True
    for pattern, wanted in ((_CLOSED, False), (_OPEN, True)):
        if pattern.search(text):
            _require_accounts(sheet)
            if auth.registration is wanted:
                sheet.assumptions.append(f"Registration is {'open' if wanted else 'closed'} already.")
            else:
                sheet.do(SetAuth(set=AuthPatch(registration=wanted)))
            return True
    found = _IDENTIFIER.search(text)
    if found and auth.kind is not AuthKind.NONE:
        refs = sheet.known.members(found["name"], auth.model)
        if len(refs) == 1 and hasattr(refs[0], "name"):
            sheet.do(SetAuth(set=AuthPatch(identifier=refs[0].name)))
            return True
    return False


def _require_accounts(sheet: Sheet) -> None:
    if sheet.plan.auth.kind is AuthKind.NONE:
        raise UnclearError("Nobody signs in yet. Who are the people that do, and what may they do that others may not?")
