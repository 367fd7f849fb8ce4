"""How lists and records are served: filters, sorting, nesting, paths, what is not exposed at all."""

from __future__ import annotations

import re

from assistant.blueprint.access import Operation
from assistant.blueprint.names import camel, kebab, words
from assistant.blueprint.operations.operation import AddEndpoint, ChangeEndpoint, ChangeModel, DropEndpoint
from assistant.blueprint.operations.patch import ModelPatch, ResourcePatch
from assistant.blueprint.plan import Resource
from assistant.blueprint.read.notebook import key
from assistant.blueprint.revise.known import Column, Ref, Tie
from assistant.blueprint.revise.sheet import Sheet, UnclearError
from assistant.blueprint.revise.wording import Request

_FILTER = (
    re.compile(
        r"\b(?:filter(?:ing)?|search(?:ing)?|narrow(?:ing)?(?:\s+down)?|query(?:ing)?|look\s+up|find)"
        r"\s+(?:for\s+)?(?:the\s+|all\s+|my\s+|our\s+|an?\s+)?(?P<model>[\w -]+?)\s+(?:list\s+)?(?:by|on|"
        r"with|for|via)\s+(?:the\s+|their\s+|its\s+)?(?P<what>.+)$",
        re.I,
    ),
    re.compile(
        r"^(?:the\s+)?(?P<model>[\w -]+?)\s+(?:list\s+)?(?:should|must|need\s+to|have\s+to|has\s+to|"
        r"needs\s+to|can|could)\s+(?:also\s+)?(?:be\s+)?(?:filterable|searchable|filtered|queryable|"
        r"narrowed)\s+(?:by|on|with)\s+(?:the\s+|their\s+|its\s+)?(?P<what>.+)$",
        re.I,
    ),
    re.compile(
        r"\b(?:filters?)\s+(?:for|by|on)\s+(?:the\s+|an?\s+)?(?P<what>.+?)\s+(?:to|on|in|for)\s+(?:the\s+)"
        r"?(?P<model>[\w -]+?)(?:\s+(?:list|endpoint|listing))?$",
        re.I,
    ),
    re.compile(
        r"\b(?:add|need|want|give)\s+(?:an?\s+|the\s+)?(?P<what>[\w -]+?)\s+filters?\s+(?:to|on|for|in)"
        r"\s+(?:the\s+)?(?P<model>[\w -]+?)(?:\s+(?:list|endpoint|listing))?$",
        re.I,
    ),
)
_SORT = (
    re.compile(
        r"\b(?:sort(?:ing)?|order(?:ing)?)\s+(?:the\s+|all\s+|my\s+|our\s+)?(?P<model>[\w -]+?)"
        r"\s+(?:list\s+)?(?:by|on|after)\s+(?:the\s+|their\s+|its\s+)?(?P<what>.+)$",
        re.I,
    ),
    re.compile(
        r"^(?:the\s+)?(?P<model>[\w -]+?)\s+(?:list\s+)?(?:should|must|need\s+to|have\s+to|has\s+to|"
        r"needs\s+to|can|could)\s+(?:also\s+)?(?:be\s+)?(?:sortable|sorted|orderable|ordered)\s+(?:by|on|"
        r"after)\s+(?:the\s+|their\s+|its\s+)?(?P<what>.+)$",
        re.I,
    ),
)
_TAIL = re.compile(
    r"\s*(?:,.*|\s+(?:please|too|as\s+well|also|first|descending|ascending|desc|asc|by\s+default|"
    r"in\s+the\s+(?:list|api)|on\s+the\s+list|because\b.*|newest\b.*))$",
    re.I,
)
_NEST = re.compile(
    r"^(?:put|nest|move|serve|place|have|list|keep|show)\s+(?:the\s+)?(?P<what>[\w -]+?)"
    r"\s+(?:endpoints?\s+|routes?\s+)?(?:nested\s+)?(?:live\s+)?(?:under|below|beneath|inside|within)"
    r"\s+(?:the\s+|their\s+|each\s+|an?\s+)?(?P<whole>/?[\w{}:/ -]+)$|"
    r"^(?:the\s+)?(?P<child>[\w -]+?)\s+(?:endpoints?\s+|routes?\s+)?(?:should|must)\s+(?:be\s+(?:nested|"
    r"served|listed|reachable|available|under)|live|sit|go|hang)\s*(?:under|below|beneath|inside|within|"
    r"at)?\s+(?:the\s+|their\s+|each\s+|an?\s+)?(?P<parent>/?[\w{}:/ -]+)$",
    re.I,
)
_FLAT = re.compile(
    r"^(?:un-?nest|flatten|don't\s+nest|do\s+not\s+nest)\s+(?:the\s+)?(?P<what>[\w -]+?)"
    r"(?:\s+(?:endpoints?|routes?|under\b.*))?$|^(?P<flat>[\w -]+?)\s+(?:should|must)"
    r"\s+(?:not\s+be\s+nested|be\s+(?:top[- ]level|flat|on\s+their\s+own))\b.*$",
    re.I,
)
_PATH = re.compile(
    r"^(?:serve|put|expose|move|have|make)\s+(?:the\s+)?(?P<what>[\w -]+?)\s+(?:endpoints?\s+|"
    r"available\s+)?(?:at|under|to|on)\s+(?P<path>/[\w/{}:-]+)$|"
    r"^(?:the\s+)?(?:path|url|route|endpoint)s?\s+(?:of|for)\s+(?P<of>[\w -]+?)\s+(?:should|must|is|to)"
    r"\s*(?:be)?\s+(?P<be>/[\w/-]+)$|"
    r"^(?:the\s+)?(?P<model>[\w -]+?)\s+(?:path|url|route|endpoint)s?\s+(?:should|must)\s+be\s+(?P<is>/[\w/-]+)$|"
    r"^(?:change|rename|set)\s+(?:the\s+)?(?:path|url|route|endpoint)s?\s+(?:of|for)\s+(?P<ch>[\w -]+?)"
    r"\s+(?:to|into|→)\s+(?P<to>/?[\w/-]+)$|"
    r"^(?:rename\s+)?(?P<from>/[\w/-]+)\s+(?:should\s+be|to|→|becomes)\s+(?P<new>/[\w/-]+)$",
    re.I,
)
_HIDDEN = re.compile(
    r"^(?:don't|do\s+not|never|no\s+need\s+to)\s+(?:expose|serve|publish)\s+(?:the\s+)?(?P<what>[\w -]+?)"
    r"(?:\s+(?:at\s+all|in\s+the\s+api|over\s+(?:http|the\s+api)|via\b.*))?$|"
    r"^(?:the\s+)?(?P<be>[\w -]+?)\s+(?:should|must|need|do|does|may)(?:n't|\s+not|\s+never)\s+(?:be\s+)"
    r"?(?:exposed|served|have\s+(?:any\s+|an\s+)?endpoints?|reachable|in\s+the\s+api)\b.*$|"
    r"^(?:no|without)\s+(?:endpoints?|routes?|api)\s+(?:for|on)\s+(?:the\s+)?(?P<no>[\w -]+)$|"
    r"^hide\s+(?:the\s+)?(?P<hide>[\w -]+?)\s+(?:endpoints?|from\s+the\s+api)$",
    re.I,
)
_READ_ONLY = re.compile(
    r"^(?:make\s+)?(?:the\s+)?(?P<what>[\w -]+?)\s+(?:should\s+be\s+|must\s+be\s+|are\s+|is\s+)?read[- ]?only$", re.I
)
_EXPOSE = re.compile(
    r"^(?:expose|serve|publish|add\s+(?:the\s+)?(?:endpoints?|routes?)\s+for)\s+(?:the\s+)?(?P<what>[\w "
    r"-]+?)(?:\s+(?:too|in\s+the\s+api|over\s+http|as\s+well|again))?$",
    re.I,
)
_SOFT = re.compile(
    r"\bsoft[- ]?delet\w*\b|\b(?:don't|never|do\s+not|not)\s+(?:really|actually|physically|hard[- ]?)"
    r"\s*delete|\b(?:not|never|n't)\s+(?:be\s+)?(?:really|actually|physically|hard[- ]?)\s*deleted\b|"
    r"\b(?:keep|kept)\s+(?:the\s+)?deleted\b|\bmark(?:ed)?\s+(?:\w+\s+)?as\s+deleted\b|\b(?:recoverable|"
    r"undeletable|restorable)\b|\bdeleted\s+\w+\s+(?:should|must|have\s+to)\s+(?:be\s+(?:kept|recoverable|"
    r"restorable)|stay\s+in\s+the\s+(?:database|db))\b|\btrash(?:ed)?\b",
    re.I,
)
_HARD = re.compile(
    r"\b(?:no|without|drop|remove|not)\s+(?:the\s+)?soft[- ]?delet\w*|\b(?:really|hard|physically)[- "
    r"]delet\w*\b(?!.*\b(?:not|never|n't)\b)",
    re.I,
)
_STAMPS = re.compile(
    r"\b(?P<no>no|without|drop|remove|don't\s+need|skip)?\s*(?:the\s+)?(?:timestamps|"
    r"createdAt\s+and\s+updatedAt|created\s+and\s+updated\s+(?:at|dates|timestamps))\b",
    re.I,
)


def read(request: Request, sheet: Sheet) -> bool:
    """Changes how a model is served or kept."""
    text = request.text
    return (
        _listed(text, sheet)
        or _pathed(text, sheet)
        or _nested(text, sheet)
        or _exposed(text, sheet)
        or _kept(text, sheet, request.topic)
    )


def _listed(text: str, sheet: Sheet) -> bool:
    done = False
    for patterns, key_ in ((_FILTER, "filters"), (_SORT, "sort")):
        part = re.sub(r"\s+and\s+(?=(?:filter|sort|order)(?:ed|able)?\b).*$", "", text, flags=re.I)
        for pattern in patterns:
            found = pattern.search(part)
            if found is None:
                continue
            model = sheet.thing(re.sub(r"^(?:be\s+able\s+to\s+)?(?:filter|sort|order)\s+", "", found["model"]))
            names = _columns(sheet, model, found["what"]) if model else []
            if model is None or not names:
                continue
            _extend(sheet, model, key_, names)
            done = True
            break
    return done


def _columns(sheet: Sheet, model: str, what: str) -> list[str]:
    before = None
    while before != what:
        before, what = (
            what,
            _TAIL.sub("", what)
            if not re.search(r",\s*\w+(?:\s+and|,|$)", what)
            else re.sub(r"\s+(?:please|too|as\s+well)$", "", what),
        )
    names: list[str] = []
    for piece in re.split(r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|&|/)\s+|\s*/\s*", what):
        found = _column(sheet, model, piece)
        if found is None:
            return []
        names.append(found)
    return names


def _column(sheet: Sheet, model: str, piece: str) -> str | None:
    if re.fullmatch(
        r"(?:creation\s+(?:date|time)|created(?:\s+at)?|date\s+of\s+creation|newest(?:\s+first)?|createdAt)",
        piece.strip(),
        re.I,
    ):
        return "createdAt" if sheet.find(model).timestamps else None
    if re.fullmatch(r"(?:last\s+(?:change|update)|updated(?:\s+at)?|updatedAt)", piece.strip(), re.I):
        return "updatedAt" if sheet.find(model).timestamps else None
    refs: list[Ref] = [r for r in sheet.known.members(piece, model) if isinstance(r, Column | Tie)]
    target = sheet.known.model(piece)
    if not refs and target is not None:
        refs = [Tie(model, r.name) for r in sheet.plan.keys_of(model) if r.target == target]
    if len(refs) > 1:
        raise UnclearError(f"{model} has several: {' or '.join(getattr(r, 'name', '') for r in refs)}?")
    return getattr(refs[0], "name", None) if refs else None


def _extend(sheet: Sheet, model: str, key_: str, names: list[str]) -> None:
    resource = sheet.plan.resource(model)
    if resource is None:
        raise UnclearError(f"{model} has no endpoints. Is it to get some?")
    had: tuple[str, ...] = resource.filters if key_ == "filters" else resource.sort
    fresh = tuple(n for n in names if n not in had)
    if not fresh:
        sheet.assumptions.append(f"The list of {model} has that already: {', '.join(names)}.")
    else:
        sheet.do(ChangeEndpoint(model=model, set=ResourcePatch.model_validate({key_: (*had, *fresh)})))
    sheet.about(model)


def _pathed(text: str, sheet: Sheet) -> bool:
    found = _PATH.match(text)
    if found is None:
        return False
    what = found["what"] or found["of"] or found["model"] or found["ch"]
    path = found["path"] or found["be"] or found["is"] or found["to"] or found["new"]
    if found["from"]:
        model = next((r.model for r in sheet.plan.endpoints if r.path == found["from"]), None)
    else:
        model = sheet.thing(what)
    if model is None or re.search(r"[{:]", path):
        return False
    if path.count("/") > 1 or (len(words(path)) == 1 and re.fullmatch(r"/v\d+", path)):
        return False
    sheet.do(ChangeEndpoint(model=model, set=ResourcePatch(path=f"/{path.strip('/')}")))
    sheet.about(model)
    return True


def _nested(text: str, sheet: Sheet) -> bool:
    if (flat := _FLAT.match(text)) and (model := sheet.thing(flat["what"] or flat["flat"])):
        sheet.do(ChangeEndpoint(model=model, set=ResourcePatch(parent=None)))
        return True
    found = _NEST.match(text)
    if found is None:
        return False
    child = sheet.thing(found["what"] or found["child"])
    said = found["whole"] or found["parent"]
    parent = _by_path(sheet, said) if "/" in said else sheet.thing(said)
    if child is None or parent is None:
        return False
    keys = [r for r in sheet.plan.keys_of(child) if r.target == parent]
    if len(keys) != 1:
        raise UnclearError(
            f"{child} has {'no relation' if not keys else 'several relations'} to {parent}; under which "
            f"is it to be listed?"
        )
    resource = sheet.plan.resource(child)
    if resource is None:
        raise UnclearError(f"{child} has no endpoints. Is it to get some?")
    filters = tuple(f for f in resource.filters if f != keys[0].name)
    sheet.do(ChangeEndpoint(model=child, set=ResourcePatch(parent=keys[0].name, filters=filters)))
    sheet.about(child)
    return True


def _by_path(sheet: Sheet, said: str) -> str | None:
    first = next((p for p in said.split("/") if p and not p.startswith(("{", ":"))), "")
    return next(
        (
            r.model
            for r in sheet.plan.endpoints
            if r.path.strip("/") == first or key((first,)) == key((kebab(r.model),))
        ),
        None,
    )


def _exposed(text: str, sheet: Sheet) -> bool:
    if (found := _HIDDEN.match(text)) and (model := sheet.thing(next(g for g in found.groups() if g))):
        if sheet.plan.resource(model) is None:
            sheet.assumptions.append(f"{model} has no endpoints already.")
        else:
            sheet.do(DropEndpoint(model=model))
        return True
    if (found := _READ_ONLY.match(text)) and (model := sheet.thing(found["what"])) and sheet.plan.resource(model):
        sheet.do(ChangeEndpoint(model=model, set=ResourcePatch(operations=(Operation.LIST, Operation.READ))))
        sheet.about(model)
        return True
    if (found := _EXPOSE.match(text)) and (model := sheet.thing(found["what"])) and sheet.plan.resource(model) is None:
        sheet.do(AddEndpoint(endpoint=Resource(model=model, path=f"/{kebab(camel(model))}s")))
        return True
    return False


def _kept(text: str, sheet: Sheet, topic: str) -> bool:
    stamps = _STAMPS.search(text)
    soft = bool(_SOFT.search(text))
    hard = bool(_HARD.search(text)) and not re.search(r"\b(?:never|not\s+be|must\s+not|cannot)\b|n't", text, re.I)
    if not (soft or hard or stamps):
        return False
    models = sheet.known.models_in(text) or (
        [sheet.model] if sheet.model and re.search(r"\b(?:it|them|those|they)\b", text) else []
    )
    if not models and topic and (model := sheet.thing(topic)):
        models = [model]
    if not models and re.search(
        r"\b(?:everything|all|nothing|anything|everywhere|every\s+(?:table|model))\b", text, re.I
    ):
        models = [m.name for m in sheet.plan.models]
    for model in models:
        wanted = ModelPatch(timestamps=not stamps["no"]) if stamps else ModelPatch(soft_delete=not hard)
        found = sheet.find(model)
        if (wanted.timestamps is not None and found.timestamps is wanted.timestamps) or (
            wanted.soft_delete is not None and found.soft_delete is wanted.soft_delete
        ):
            sheet.assumptions.append(f"{model} is so already.")
        else:
            sheet.do(ChangeModel(model=model, set=wanted))
        sheet.about(model)
    return bool(models)
