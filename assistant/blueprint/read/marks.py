"""What is said of an entry of a list beside its name: that it may be empty, is unique, its unit, its type."""

from __future__ import annotations

import re

OPTIONAL = re.compile(
    r"\b(?:optional(?:ly)?|nullable|if\s+(?:they|we|you|any|known|applicable|present|available|"
    r"given|there|needed|the|it|he|she|set|provided)\b|"
    r"(?:can|may|might|could)\s+be\s+(?:empty|null|blank|missing|left\s+(?:empty|blank|out)|"
    r"unknown|absent)|not\s+(?:required|mandatory|always|everyone|every|all)|"
    r"when\s+(?:known|present|available|given|there)|(?:empty|null|blank|unset|none|nobody|"
    r"nothing)\s+(?:until|at\s+first|before|while|if|when|initially|by\s+default|for)|"
    r"(?:until|once|after)\s+(?:graded|returned|paid|approved|closed|done|completed|delivered|"
    r"finished|resolved)|don't\s+(?:have|force|require)|"
    r"open\s+(?:until|at\s+first|in\s+the\s+beginning|while)|unknown\s+(?:until|at\s+first|in\s+the\s+beginning)|"
    r"maybe|nice\s+to\s+have|(?:added|filled\s+in|set|known)\s+(?:afterwards|later)|some\s+(?:don't|have\s+none)|where\s+(?:known|available|applicable)|doesn't\s+have\s+to)",
    re.I,
)
REQUIRED = re.compile(
    r"\b(?:required|mandatory|must\s+(?:be\s+)?(?:given|set|have)|not\s+null|always\s+(?:set|there))\b", re.I
)
UNIQUE = re.compile(
    r"\bunique(?!\s+(?:within|per|inside|in|to|for\s+each))\b|\bno\s+duplicates?\b|\bno\s+two\b.*\b(?:same|share)\b|"
    r"\b(?:nobody|no\s+one)\s+else\s+(?:has|uses|have|use)\b|\bidentif\w+\b[^,;]*\buniquely\b",
    re.I,
)
DEFAULT = re.compile(
    r"\b(?:default(?:s|ing)?(?:\s+(?:is|to|value|of))*|by\s+default|"
    r"=)\s*[:=]?\s*['\"]?(?P<value>-?\d+(?:\.\d+)?|[A-Za-z_][\w-]*)['\"]?"
    r"|\b(?P<before>[\w-]+)\s+(?:by\s+default|as\s+(?:the\s+)?default|if\s+nobody\s+says)",
    re.I,
)
UNIT = re.compile(
    r"\s+(?:in|as)\s+(?P<unit>(?:minor\s+units?|whole\s+)?[A-Za-z%°²]+[23]?(?:\s+(?:units?|cents|points))?|%)\s*$", re.I
)
UNITS = frozenset(
    """minutes seconds hours days weeks months years kg kilos kilograms kilo g grams gram lbs pounds km kilometers
    kilometres miles m meters metres cm mm bytes kb mb gb megabytes kilobytes euros euro eur dollars usd gbp cents
    pence percent % celsius degrees litres liters l ml kwh m2 sqm m3 sqft watts volts minor-units minor pixels px
    points chf millilitres milliliters mg milligrams tonnes tons hectares ha mbar hpa kw mw mwh wh hz v w""".split()
)
BOOLEAN = re.compile(
    r"(?:yes\s*/\s*no|true\s*/\s*false|y\s*/\s*n|\byes\s+or\s+no\b|\btrue\s+or\s+false\b|"
    r"\bboolean\b|\bbool\b|\bon/off\b|\bcheckbox\b)",
    re.I,
)
TYPE = re.compile(
    r"^(?:an?\s+)?(?P<type>string|text|varchar|char|int|integer|number|whole\s+number|bigint|"
    r"float|double|decimal|numeric|money|bool|boolean|datetime|"
    r"timestamp|date|time|json|jsonb|uuid|enum|url|email|phone|slug|bytes|long\s*text|"
    r"short\s*text|free\s*text|year|percent(?:age)?|positive\s+integer)s?\b",
    re.I,
)
WORDED = re.compile(r"\b(?:is|as)\s+an?\s+(?P<type>string|text|number|integer|date|boolean|decimal|float|url)\b", re.I)
CUT = re.compile(
    r"\s*(?:,\s*)?(?<!date\s)(?<!time\s)(?<!day\s)\b(?:(?<=\w\s)(?:they|he|she|we|you|i|"
    r"someone)\s(?=\w)|nobody\s|no\s+one\s|no\s+two\s|which|who|that|where|because|since\s+(?!when)|so\s+(?:that|we|i|the|"
    r"people)|eg|ie|such\s+as|for\s+example|like\s+(?=[\"'\w])|but|unless|"
    r"if\s|when\s+(?!the)|once\s|until\s|whose|(?:picked|chosen|selected|taken|drawn)\s+from|"
    r"at\s+a\s+time\b|unique\s+(?:within|per|in|inside|for|across)\b|defaults?\b|default\s+to|by\s+default|for\s+(?:the|their|an?|each|every)\s|is\s+|are\s+|"
    r"must\s|may\s|can\s|should\s|will\s|shall\s|isn't|aren't|"
    r"has\s+to|have\s+to|in\s+(?:a\s+|an\s+)?(?:\w+\s+)?order|at\s+first|for\s+now|not\s+)\b.*$",
    re.I | re.S,
)
WHETHER = re.compile(
    r"^(?:and\s+)?(?:whether(?:\s+or\s+not)?|if)\s+(?:the\s+\w+|it|they|he|she|an?\s+\w+|this|"
    r"someone|each\s+\w+|we|is)?\s*"
    r"(?:is|are|was|were|has\s+been|has|have|can\s+be|can|needs?|wants?|does|did|should\s+be|"
    r"will\s+be)?\s*(?P<rest>.*)$",
    re.I,
)
LEAD = re.compile(
    r"^(?:(?:and|or|also|plus|just|only|with|then|maybe|perhaps|optionally|optional|unique|"
    r"required|mandatory|their|its|his|her|our|my|the|an?|some|"
    r"any|positive|non-negative|human[- ]readable|at\s+most|up\s+to|exactly|of\s+course|obviously|usually|please|of|"
    r"is|are|"
    r"store|include|"
    r"which|what|having|its\s+own|own|for\s+sure|simply|finally|possibly|ideally|preferably|"
    r"each\s+with|(?:a\s+)?valid(?!\s+(?:from|to|until|till)\b)|corresponding)\s+)+",
    re.I,
)
SURE_TYPE = re.compile(
    r"^(?:string|varchar|int|integer|bigint|float|double|decimal|numeric|bool|boolean|jsonb|"
    r"uuid|enum|whole\s*number|positive\s+integer|free\s*text|plain\s*text|(?:text|number|date|time|money|datetime|timestamp|json)(?=\s*(?:$|;|,\s*(?:unique|optional|required|nullable|default|not\b))))\b",
    re.I,
)
"""A remark that opens with one of these gives the type of what it stands behind, not its parts."""
REFERS = re.compile(r"^refers\s+to\s+(?P<many>several\s+)?(?P<what>\w+)", re.I)


PROVISO = re.compile(
    r"(?:and\s+)?(?:where|when|if|as\s+far\s+as)\s+(?:available|known|applicable|present|given|any|possible|needed)|optionally",
    re.I,
)
"""What makes the entry behind it optional: 'and, where available, a telephone number'."""
