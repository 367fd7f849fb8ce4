"""Words of change requests; plain tables, meant to be read and extended."""

from __future__ import annotations

OPENERS = (
    "oh",
    "ok",
    "okay",
    "k",
    "hm+",
    "um+",
    "uh",
    "ah",
    "ahh?",
    "hey",
    "hi",
    "hello",
    "yes",
    "yeah",
    "yep",
    "no(?=[,.!]|\\s+(?:wait|sorry|actually))",
    "nope",
    "and",
    "also",
    "but",
    "plus",
    "so",
    "then",
    "well",
    "now",
    "next",
    "great",
    "nice",
    "cool",
    "perfect",
    "thanks",
    "thank\\s+you",
    "thx",
    "sorry",
    "wait",
    "actually",
    "btw",
    "by\\s+the\\s+way",
    "please",
    "kindly",
    "just",
    "maybe",
    "finally",
    "lastly",
    "first(?:ly)?(?=[,:])",
    "second(?:ly)?(?=[,:])",
    "third(?:ly)?(?=[,:])",
    "another\\s+thing",
    "one\\s+(?:more|last|other)\\s+thing",
    "(?:i\\s+|we\\s+)?(?:just\\s+)?(?:forgot|noticed|realised|realized|remembered)(?:\\s+(?:something|"
    "one\\s+thing|that|to\\s+(?:say|mention)(?:\\s+that)?))?(?=[,:.!]|\\s+(?:that|we|the|to)\\b|$)",
    "two\\s+(?:more\\s+)?(?:things|changes)",
    "(?:a\\s+)?(?:few|couple\\s+of|small|quick|tiny)\\s+(?:more\\s+)?(?:things|changes?|fix(?:es)?|tweaks?)",
    "(?:can|could|would|will)\\s+(?:you|we)(?:\\s+(?:please|also|just|maybe|possibly|then))*",
    "(?:i|we)\\s*(?:'d|would)\\s+(?:also\\s+)?(?:like|love|prefer)(?:\\s+(?:you\\s+)?to(?:\\s+(?:see|have))?)?",
    "(?:i|we)\\s+(?:also\\s+|now\\s+|really\\s+)*(?:want|wanna|need)\\s+(?:you\\s+)?to(?!\\s+be\\s)",
    "(?:i|we)\\s+(?:should|must|have\\s+to|gotta)(?:\\s+also)?(?!\\s+(?:be|have|not)\\b)",
    "let's|lets(?!\\s+\\w+s\\b)",
    "go\\s+ahead\\s+and",
    "make\\s+sure(?:\\s+that)?",
    "note\\s+that",
    "on\\s+second\\s+thoughts?",
    "come\\s+to\\s+think\\s+of\\s+it",
    "after\\s+all",
    "in\\s+fact",
    "in\\s+that\\s+case",
    "in\\s+addition",
    "it\\s+turns\\s+out(?:\\s+that)?",
    "turns\\s+out(?:\\s+that)?",
    "apparently",
    "obviously",
    "basically",
    "how\\s+about(?:\\s+we)?",
    "what\\s+about(?=\\s+(?:adding|making|calling))",
    "pretty\\s+please",
    "(?:do\\s+)?me\\s+a\\s+favou?r(?:\\s+and)?",
    "would\\s+you\\s+mind",
    "instead",
    "looks?\\s+good",
    "good",
    "i\\s+think",
    "i\\s+guess",
    "i'd\\s+say",
    "better",
    "from\\s+now\\s+on",
    "ideally",
    "nah",
    "@\\w+",
    "todo",
    "change\\s+request",
)
"""What people say before they say what they want."""

REPORTED = (
    r"^(?!\S*\s*\b(?:if|nobody|unless|when|who|that)\b)(?:(?:the\s+|our\s+|my\s+)?(?:(?!if|nobody|when|"
    r"who|that)[A-Za-z][\w.-]*\s+){0,3}?)"
    r"(?:(?:just\s+|now\s+)?(?:says?|said|thinks|insists?|decided|agreed|asked(?:\s+for)?|told\s+(?:me|"
    r"us)|wrote|noticed|"
    r"mentioned|complained|prefers?)"
    r"(?:\s+(?:that|us|me|to))?|wants?(?:\s+us)?(?:\s+to)?(?=\s+(?:\w+\s+){0,6}\w))\s*:?\s+(?=\w)"
)
"""Whose wish it is: 'HR says', 'support wants', 'the client asked for'."""

REQUESTING = (
    r"^(?:please\s+)?(?:can|could|would|will)\s+(?:you|we|i)\b|^(?:would\s+you\s+mind|how\s+about|"
    r"what\s+about|any\s+chance|"
    r"is\s+it\s+possible\s+to|may\s+i\s+ask|shall\s+we|should\s+we|shouldn't|can't\s+we|couldn't\s+(?:we|"
    r"you)|why\s+not|"
    r"why\s+don't\s+(?:we|you))\b"
)
"""Questions that ask for a change."""

VERBS = tuple(
    r"""add adding rename renaming drop dropping remove removing delete deleting scrap kill get\s+rid\s+of make making
    change changing turn convert put give let allow move nest use switch merge replace expose hide ditch lose throw bump
    increase raise lower reduce stop don't introduce create include keep connect undo revert bring\s+back forget require
    enforce restrict prefix ensure deprecate strip soft-delete extend take\s+out leave\s+out tie associate assign
    paginate""".split()
)
"""Verbs that a request in the imperative starts with."""

VERBS_TOO = tuple(
    "call name set index store track mark sort filter cut limit cap link attach default archive record split".split()
)
"""These are nouns as often: they start a request only before an article, a pronoun or what they are done to."""

VETO = (
    r"\b(?:don't|do\s+not|please\s+don't|not)\s+(?:change|touch|do|edit)\s+(?:anything(?!\s+else)|a\s+thing)\b|"
    r"\bno\s+changes?\s+(?:needed|necessary|please|yet|for\s+now)\b|\bleave\s+(?:everything|it\s+all)"
    r"\s+as\s+(?:it\s+)?is\b"
)
"""Says that a message asks for nothing."""

TAKEN_BACK = (
    r"^(?:(?:oh|hm+|ah|uh|eh)[,.]*\s+)?(?:(?:no|nah|nope)[,.]*\s+(?:wait|scratch|sorry|forget)"
    r"(?:\s+(?:that|it))?|scratch\s+that|never\s*mind(?:\s+that)?|nvm|forget\s+(?:that|it)|strike\s+that)"
    r"\b[,.!:]*\s*"
)
"""Takes back the sentence before it."""

SMALL_TALK = frozenset(
    """'m 're 's a afternoon again agreed all already alright amazing and are awesome back bad be brilliant bye cheers
    cool done draft error evening everybody everyone exactly excellent fantastic far fine folks for good got
    great guys haha hello hey hi i i'm in indeed is it it's job just k later like lol look looking looks love
    lovely me mistake morning much my nice no nope now ok okay perfect please pretty quite really right see so
    soon sorry sounds stuff super sure talk team thank thanks that that's the there this thx to ty typo
    understood us version very was we well will work wow wrong yeah yep yes you you're""".split()
)
"""Pieces made of these alone ask for nothing."""

MUSING = (
    r"(?:let\s+me|i(?:'ll|\s+will|\s+have\s+to|\s+need\s+to)?|we(?:'ll|\s+will|\s+should|\s+have\s+to)?|"
    r"i(?:'m|\s+am)\s+going\s+to)\s+"
    r"(?:think|check|ask|sleep|see|talk|discuss|look\s+into|get\s+back|come\s+back|decide\s+later|"
    r"be\s+back|review|wait)\b|"
    r"(?:i(?:'m|\s+am)?|we(?:'re|\s+are)?)\s+(?:still\s+)?(?:not\s+sure|unsure|undecided|not\s+certain|"
    r"wondering|curious|happy|glad|sorry)\b|"
    r"(?!.*\b(?:must|should|need|needs|can|may|has\s+to|have\s+to|rename|drop|remove|make|change)\b)"
    r".*\b(?:went|loved|liked|hated|happened|"
    r"yesterday|last\s+(?:week|month|year|time|night)|told\s+(?:me|us)|was\s+(?:a\s+)?(?:great|good|bad|fun|hard))\b"
)
"""Thinking aloud and telling what happened."""

CHATTER = (
    r"(?:thanks|thank you|thx|ty|cheers|great|nice|cool|perfect|awesome|lovely|ok|okay|k|yes|yep|yeah|no|nope|sure|"
    r"hi|hello|hey|good morning|morning|bye|lol|haha|sorry|my bad|never mind|nvm|got it|sounds good|looks good|lgtm|"
    r"that is it|that is all|that would be all|well done|good job|good work|nice work|wow|hm+|um+|oh|ah|right|exactly|"
    r"(?:much|many|a lot of|so much)? ?(?:appreciated|obliged)|you(?:'re| are) (?:great|the best|awesome)|just asking|"
    r"no (?:rush|hurry|worries|problem)|take your time|forgot something|one more thing|another thing|quick question|"
    r"(?:a )?(?:few|couple of|two|three|some) (?:more )?(?:things|changes|fixes|tweaks)|"
    r"(?:thanks|thank you|thx|great|nice|perfect|cool|ok|okay|awesome|good)[,!. ]+.{0,40}(?:work|job|"
    r"stuff|so far|already|help|"
    r"draft|good|great|nice|quick|fast)|"
    r"(?:that|this|it|v\d+) (?:looks|is|was|reads) (?:really |very |pretty |quite )?(?:good|great|nice|"
    r"perfect|fine|fast|quick|cool|awesome)"
    r"(?: (?:so far|already|now))?)"
)
"""Pieces that ask for nothing."""

STARTS = "startsAt startDate startTime startAt checkIn checkInDate scheduledAt date departsAt startsOn".split()
"""Fields that say when a record begins, the first that there is counts."""
