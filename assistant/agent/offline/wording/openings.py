"""How pieces of a message begin."""

from __future__ import annotations

LEADS = (
    "oh", "ok", "okay", "k", "kk", "hm+", "um+", "uh", "ah", "aha", "hey(?: there| team| all)?",
    "hi(?: there| team| all)?", "hello(?: there)?", "so", "well", "now", "and", "also", "but", "then", "plus", "btw",
    "by the way", "please", "pls", "plz", "just", "actually", "wait", "hold on", "sorry",
    "(?:a |one )?(?:quick|small|short|stupid|dumb|silly) question", "one (?:more|other|last) (?:thing|question)",
    "another (?:thing|question)", "question", "first(?:ly)?", "second(?:ly)?", "third(?:ly)?", "finally", "lastly",
    "next", "great", "nice", "cool", "perfect", "good", "thanks?(?: you)?", "thx", "alright", "all right", "right",
    "yes", "yeah", "yep", "sure", "no", "nope", "(?:i(?:'m| am) |i was )?(?:just )?(?:wondering|curious)", "i wonder",
    "just asking", "out of curiosity", "before (?:that|i forget|we go on)", "meanwhile",
    "while (?:you're|you are|we're|we are) at it", "separately", "after that", "in addition", "additionally",
    "besides", "once more", "again", r"@[\w-]+",
    "same question", "(?:please )?do the following(?: (?:things|changes))?", "the following",
)  # fmt: skip
"""Said before what is wanted; none of it changes what is wanted."""

REQUESTS = (
    r"(?:can|could|would|will) (?:you|we|u)(?: (?:please|pls|also|just|maybe|perhaps|possibly|then|now))*",
    r"would you mind",
    r"(?:how|what) about(?: we)?(?= \w+ing\b| an? | we )",
    r"any chance (?:that )?(?:you|we) (?:can|could)",
    r"is (?:it|there a way|there any way) (?:possible )?to(?= (?:add|have|make|rename|drop|change)\b)",
    r"(?:i|we)(?:'d| would) (?:also )?(?:like|love|prefer)(?: (?:you|it if you))?(?: to| could)?",
    r"(?:i|we) (?:also |now |really )?(?:want|wanna)(?: you)? to",
    r"(?:i|we) (?:also |now |really )?need (?:you )?to",
    r"let(?:'|’)?s(?! \w+s\b)",
    r"shall we",
    r"should we(?= \w+)",
    r"why (?:don't|do not) (?:we|you)",
    r"why not(?= [a-z]+ )",
    r"go ahead and",
    r"feel free to",
    r"(?:you )?(?:may|can) now",
)
"""Wishes in the form of a question or a statement; what follows is the wish itself."""

TELLING = (
    (
        r"(?:(?:can|could|would) you (?:please )?)?(?:check|find out|verify|see|confirm|prove|"
        r"guarantee)(?: (?:to|for) (?:me|us))? (?:whether|if|who|what|which|how|why|when|where)\b"
    ),
    r"(?:can|could) you (?:please )?(?:prove|confirm|guarantee)(?: that)?",
    r"compare",
    (
        r"(?:tell|remind|show|give|teach|help) (?:me|us)(?<!help me)(?<!help us)(?: (?:again|quickly|please|"
        r"briefly))?(?: (?:about|on|with|understand|through))?"
    ),
    r"(?:explain|describe|elaborate on|clarify|summari[sz]e|recap)(?: (?:to )?(?:me|us))?(?: again)?",
    r"walk (?:me|us) through",
    r"(?:do|did|would) you (?:happen to )?know",
    r"any (?:idea|clue)",
    r"i(?:'d| would) (?:like|love|want) to know",
    r"i (?:want|need|have) to (?:know|understand)",
    r"i (?:don't|do not) (?:get|understand|know|see)",
    r"what i (?:don't|do not) (?:get|understand) is",
    (
        r"(?:can|could|would) (?:you|u) (?:please |pls |quickly )?(?:tell|remind|show|explain|describe|list|"
        r"summari[sz]e|walk|say|clarify|recap)\b(?: (?:to )?(?:me|us))?"
    ),
)
"""Asking for words, not for work; what follows is the question."""

_AUXILIARY = (
    r"(?:is|are|was|were|am|does|do|did|has|have|had|can|could|may|might|must|will|would|should|isn't|aren't|doesn't|"
    r"don't|didn't|hasn't|can't|won't|wasn't)"
)
QUESTIONS = (
    rf"why\b(?= {_AUXILIARY}\b| \w+)",
    r"how come\b",
    rf"how(?: \w+){{0,5}}? {_AUXILIARY}\b",
    r"how to\b",
    (
        rf"(?:what|which)(?:'s|’s)?\b(?=(?: \S+){{0,8}}? (?:{_AUXILIARY}|happens?|changed|refers?|references?|"
        rf"points?|uses?|needs?|depends?|"
        r"takes?|returns?|answers?|holds?|handles?|gets?|goes|exists?|belongs?|failed|passed|ran|requires?|"
        r"differs?|about|if)\b|'s|’s|[^,;]*\?$)"
    ),
    r"(?:who|whom|whose|who's)\b(?= \w+)",
    rf"where(?:'s|’s)?\b(?= {_AUXILIARY}\b| \w+)",
    rf"when {_AUXILIARY}\b",
    (
        r"(?:is|are|am|was|were|isn't|aren't|wasn't)\b(?= (?:there|it|this|that|the|an?|any|all|every|each|"
        r"only|my|our|your|we|you|i|they|\w+))"
    ),
    r"(?:does|did|doesn't|didn't|has|hasn't)\b(?= \w+)",
    r"(?:do|don't|have|haven't) (?:we|you|i|they|the|all|any|those|these|both)\b",
    r"do (?!not\b)\w+s\b",
    (
        r"(?:can|may|could|might|can't) (?:i|he|she|they|it|the|an?|any\w*|every\w*|some\w*|nobody|only|all|"
        r"two|several|\w+s|\w+)\b(?! you\b)"
    ),
    r"(?:will|would|won't) (?:i|he|she|they|it|the|an?|any\w*|every\w*|this|that|\w+s)\b",
    r"(?:(?:a|the|an|quick|short) )*(?:summary|overview|recap|status|outline)(?: (?:of|please).*)?[?.!]*$",
    (
        r"(?:send|give|get|export|download|mail|fetch)(?: me| us)? (?:the |all |all the |your )*(?:zip|files?|"
        r"archive|code|sources?|openapi.*)\b"
    ),
    r"must (?:i|he|she|they|it|the|an?|every\w*|all|\w+s)\b(?=.*\?)",
    r"should (?:i|he|she|they|it|the|an?)\b(?=.*\?)",
    r"(?:if|when|once|suppose|say|assuming)\b(?=.*\?$)",
    (
        r"(?:list|show|name|count|print) (?:me )?(?:all |every |the |of |your |any )*(?:\w+ )?(?:end ?points?|"
        r"routes?|models?|tables?|entities|fields|columns|enums?|roles?|"
        r"assumptions?|questions?|relations?|indexes|indices|files?|tests?|checks?|receipts?|plan|blueprint|"
        r"access rules?|errors?|actions?)\b(?! (?:by|newest|as|to|with|should|must))"
    ),
)
"""Begin a question whether or not it ends in a question mark."""

COMMANDS = (
    "add", "rename", "call", "name", "drop", "remove", "delete", "scrap", "kill", "get rid of", "make", "change",
    "turn", "convert", "put", "give", "set", "let", "allow", "move", "nest", "index", "use", "switch", "merge",
    "replace", "store", "track", "mark", "sort", "filter", "expose", "hide", "ditch", "lose", "throw out", "cut",
    "bump", "increase", "raise", "lower", "reduce", "limit", "cap", "stop", "introduce", "create", "include", "keep",
    "link", "connect", "attach", "require", "enforce", "restrict", "ensure", "strip", "soft-delete", "extend",
    "split", "take out", "leave out", "paginate", "record", "prevent", "forbid", "only allow", "treat", "default",
    "protect", "save", "undo", "draft", "build", "plan", "design", "write", "generate", "deploy", "review", "run",
    "rerun", "re-run", "verify", "go back", "revert", "restore", "show me", "tell me", "explain", "search", "find",
    "list",
)  # fmt: skip
"""Verbs that a new wish begins with in the middle of a sentence."""
