"""What is asked for by name: versions, reviews, checks, approval, help."""

from __future__ import annotations

VERSION = r"(?:v\.? ?|version |versions |ver\.? |draft |revision |number |no\.? |#)(?P<number>\d{1,4})\b"
_V = r"(?:the )?(?:v\.? ?|version |ver\.? |draft |revision )\d{1,4}\b"
_EARLIER = (
    r"(?:the )?(?:very )?(?:previous|last|earlier|prior|preceding|first|original|initial|old(?:er)?|"
    r"latest|newest) (?:version|draft|one|plan|state|revision)"
)
_LAST_DEED = (
    r"(?:that|this|it|everything|(?:the|my|your|our|that|this) (?:very )?(?:last|latest|previous|"
    r"most recent)? ?(?:change|changes|one|version|revision|draft|edit|edits|step)"
    r"|what (?:you|i|we) (?:just |last )?(?:did|changed|said))"
)

RESTORE = (
    (
        rf"(?:go|roll|switch|revert|return|get|move|fall|step|change|reset|jump|take (?:me|us|it)|bring (?:me|"
        rf"us|it))(?: (?:me|us|it|this|everything|things|the plan))?(?: (?:right|all the way|over))? ?(?:back|"
        rf"forward)? ?(?:to|on) (?:{_V}|{_EARLIER})(?: .{{0,30}})?"
    ),
    (
        rf"(?:restore|revert|reinstate|recover|re-?load|check ?out|bring back|use|take|reactivate|"
        rf"pick)(?: to)? (?:{_V}|{_EARLIER})(?: (?:again|back|please|instead|as .{{1,30}}|now|after all))*"
    ),
    rf"back to (?:{_V}|{_EARLIER})(?: .{{0,20}})?",
    rf"(?:i |we )?(?:want|prefer|liked?|need)(?: .{{0,15}})? (?:{_V}|{_EARLIER}) (?:back|again|more|better)",
    rf"(?:undo|revert|roll back|rollback|take back|discard|unwind)(?: {_LAST_DEED})?(?: (?:again|please|back))*",
    r"(?:go|step|roll) back(?: (?:one|a) (?:version|step))?|back|(?:the )?previous (?:version|one|draft)",
)
"""The whole of a piece that goes back to a version."""

SHOW_VERSION = (
    (
        rf"(?:show|display|print|open|see|view|read|describe|summari[sz]e|explain|recap)(?: me|"
        rf" us)? (?:the plan (?:of|in) |the (?:models|schema) (?:of|in) )?(?:{_V}|{_EARLIER})(?: .{{0,25}})?"
    ),
    (
        rf"what(?:'s| is| was| are| were)?(?: (?:in|there in|inside|the (?:plan|state) of))? {_V}(?: (?:like|"
        rf"about|again|exactly))*"
    ),
    rf"what (?:did|does) {_V} (?:look like|contain|have|hold|say)(?: .{{0,15}})?",
    rf"how (?:did|does) {_V} look.*",
    rf"{_V}",
)
COMPARE = (
    rf"(?:diff|compare|difference|differences)\b.*(?:{_V}|{_EARLIER}|\d+ (?:and|to|with|vs)).*",
    (
        rf"(?:what|which|how)\b.*\b(?:changed?|changes|differ(?:s|ent|ence|ences)?|new)\b.*(?:{_V}|{_EARLIER}|"
        rf"last time|yesterday).*"
    ),
    (
        rf"(?:what|which|how)\b.*(?:{_V}|{_EARLIER}).*\b(?:changed?|changes|differ(?:s|ent|ence|ences)?|new|"
        rf"add(?:ed)?)\b.*"
    ),
    (
        r"what (?:has |have |all |exactly |just )*(?:changed|been changed)(?: (?:now|so far|exactly|"
        r"since then|just now|this time|here))*"
    ),
    r"what (?:exactly |all )?did (?:you|i|we) (?:just |last |exactly )?(?:change|do|alter|edit|modify)(?: .{0,25})?",
    r"what have (?:you|we) (?:just )?(?:changed|done)(?: .{0,20})?",
    (
        r"(?:show|list|summari[sz]e|give)(?: me| us)? (?:the |all |your |all the )?(?:changes|diff|"
        r"differences?)(?: .{0,40})?"
    ),
    (
        r"what(?:'s| is| are)?(?: the)? (?:new|different|differences?|diff|changes?)(?: (?:now|here|so far|"
        r"since|from|to|this time|in|between)(?: .{0,30})?(?:version|v\d+|last|before|previous|then|now|here|"
        r"far))?"
    ),
)
LIST_VERSIONS = (
    r"(?:which|what|list|show|how many|tell)(?: me| us)?(?: the| all| all the| of the)? versions?\b(?! ?\d).*",
    r"(?:what|which)(?:'s| is)? (?:the )?(?:current|latest|newest|present|active|last) version.*",
    r"(?:what|which) version (?:is (?:this|current|it)|are we|am i|do we|did).*",
    r"(?:version|change) history|history|status|list versions|where are we(?: (?:now|at))?",
)

REVIEW = (
    (
        r"(?:(?:do|run|start|make|perform|give (?:me|us|it)|get) )?(?:an? |the |your |"
        r"another )?(?:\w+ )?(?:code |security |quick |full |thorough |proper |honest |final |"
        r"peer )*review(?: (?:this|it|that|the (?:\w+ )?(?:draft|plan|code|api|backend|schema|migrations?|"
        r"routes|version|result|tests|access rules|changes?)|of (?:it|this|that|the \w+)|v\.? ?\d+|"
        r"version \d+|my \w+|your \w+|everything|all|please|again|for me|first|now|before .{1,40}|"
        r"for .{1,30}))*"
    ),
    (
        r"(?:any|are there any|do you see any|find|look for|spot|what are the|"
        r"see any)(?: \w+){0,3} (?:issues?|problems?|holes?|findings?|concerns?|weaknesses|vulnerabilit(?:y|"
        r"ies)|risks?|red flags|bugs?|smells?)(?: .{0,60})?"
    ),
    (
        r"(?:is|are) (?:it|this|that|the (?:\w+ )?(?:draft|plan|code|api|backend|schema|routes|version|"
        r"endpoints)) (?:\w+ )?(?:secure|safe|production[- ]ready|mergeable|ready to (?:merge|ship|go)|"
        r"good enough|sane|sound|ok to merge|well designed)(?: .{0,40})?"
    ),
    r"(?:what|how) (?:would|will|does|might) (?:a|the|your|our) reviewer (?:say|think|find|judge|complain).*",
    r"what(?:'s| is) wrong (?:with|in) (?:it|this|that|the \w+).*",
    r"(?:can|could|would|should|may) (?:this|it|we|i|you|the draft|v\d+)(?: be)? merged?(?: (?:it|this|that))?",
    r"(?:audit|critique|scrutini[sz]e|inspect) (?:it|this|that|the .{1,30}|everything)",
    r"(?:would|could|should|can) (?:you|we|i) merge (?:it|this|that|the draft|v\d+)",
    r"what do you think(?: (?:of|about) (?:it|this|the (?:draft|plan|code|design)))?",
)
VERIFY = (
    (
        r"(?:run|rerun|re-run|repeat|verify|check|recheck|re-check|validate|prove|test|retest|retry|redo|try|"
        r"execute)(?: (?:it|this|that|the|all|every|any|your|those|these|them|tests?|checks?|suite|draft|plan|"
        r"everything|again|once more|one more time|another time|now|then|please|of|v\d+|migrations?|code|"
        r"thing|whole|full|vitest|gates|against .{1,30}|on .{1,30}))+"
    ),
    (
        r"(?:draft|build|generate|derive|make|produce|compile)(?: (?:it|this|that|the (?:draft|plan|files|"
        r"code|backend|version)|everything|again|now|then|please|once more))+"
    ),
    r"(?:run|rerun|retry|verify|test|validate|draft)(?: again| it| now| please)?",
)
APPROVE = (
    r"(?:i |we )?approved?(?: (?:it|this|that|v\.? ?\d+|version \d+|the (?:draft|plan|version)|by \w+))*",
    r"(?:please )?(?:ship|merge|take|release) (?:it|this|v\.? ?\d+|version \d+)(?: please)?",
    (
        r"lgtm|looks good to me|good to go|(?:i |we )?sign(?:ed)? ?off(?: (?:on )?(?:it|this|v\d+|"
        r"the draft))?|(?:i |we )?accept(?:ed)?(?: (?:it|this|that|v\d+|the draft))?|\+1|👍|✅"
    ),
    r"(?:please )?merge(?: (?:it|this|that|the (?:draft|branch|pr)|v\d+))+",
    r"(?:this|that|it|v\d+|the draft) is approved",
)
HELP = (
    r"who (?:wrote|made|built|created) (?:this|it|you)",
    r"help(?: me)?(?: (?:out|please|with this))*|\?+",
    (
        r"what (?:can|could|do|all can|else can|else do) (?:you|i|we|this|it)(?: actually| all)? (?:do|offer|"
        r"support|know|handle|ask|say|help with)(?: .{0,30})?"
    ),
    (
        r"(?:who|what) (?:are|r) (?:you|u)(?: .{0,20})?|what is this(?: (?:thing|bot|tool))?|what(?:'s|"
        r" is) your (?:job|name|role|purpose)|what(?:'s| is) threadwright.*"
    ),
    (
        r"how (?:do|can|should|does) (?:i|we|this|it|you|one|the bot)(?: actually)? (?:use (?:you|this|it)|"
        r"get started|talk to you|work with you|help)(?: .{0,20})?|how (?:do|can|should|does) (?:i|we|this|it|"
        r"you|one|the bot) (?:start|begin|work)"
    ),
    (
        r"(?:commands?|usage|manual|instructions|examples?)|(?:show|list|give)(?: me)? (?:the |your |"
        r"some )?(?:commands|help|examples|capabilities)"
    ),
    (
        r"are you (?:a |an )?(?:bot|human|ai|real|person|robot|llm|machine|chatgpt|model).*|"
        r"which model (?:are you|is this|do you use).*|what model (?:are you|is this|do you use).*"
    ),
)
REPLACE = (
    (
        r"(?:please )?(?:replace|overwrite|throw away|discard) (?:it|this|that|the (?:plan|draft|old one|"
        r"current one|whole plan|existing plan|existing one|present one))(?: (?:please|then|entirely|"
        r"with (?:it|this|that|the new one)))*"
    ),
    r"yes,? (?:please )?replace(?: .{0,30})?|replace(?: please)?",
)
"""The answer to whether a new brief replaces the plan there is."""
OWN_THREAD = (
    (
        r"(?:an?|in an?|make an?|open an?|start an?|use an?) (?:new|own|separate|different|second) (?:thread|"
        r"one)(?: .{0,20})?|(?:a )?thread of its own|new thread(?: please)?|keep (?:it|this|the old one|both|"
        r"the plan)(?: .{0,20})?"
    ),
)
