"""What the name of a field says about its type: the first row whose pattern fits the words wins.

Patterns are matched against the words in lower case with single spaces, such as 'due date' or 'unit amount'.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.blueprint.field import Format, Scalar


@dataclass(frozen=True)
class Shape:
    """A type with its bounds."""

    type: Scalar
    format: Format | None = None
    min: int | float | None = None
    max: int | float | None = None
    min_length: int | None = None
    max_length: int | None = None
    precision: int | None = None
    scale: int | None = None


MONEY = Shape(Scalar.DECIMAL, min=0, precision=12, scale=2)
MINOR_UNITS = Shape(Scalar.INT, min=0)
WHEN = Shape(Scalar.DATE_TIME)
DAY = Shape(Scalar.DATE)
CLOCK = Shape(Scalar.STRING, format=Format.TIME)
COUNT = Shape(Scalar.INT, min=0)
SHORT = Shape(Scalar.STRING, min_length=1, max_length=200)
LONG = Shape(Scalar.STRING, min_length=1, max_length=10_000)
FLAG = Shape(Scalar.BOOLEAN)

_ROWS: tuple[tuple[str, Shape], ...] = (
    (r"e ?mail( address)?$|^email", Shape(Scalar.STRING, Format.EMAIL, max_length=254)),
    (r"(phone|mobile|telephone|tel|fax|cell)( number)?$", Shape(Scalar.STRING, Format.PHONE, max_length=32)),
    (
        r"(url|link|website|homepage|web site|uri)s?$|^(url|website)\b",
        Shape(Scalar.STRING, Format.URL, max_length=2048),
    ),
    (
        r"^(avatar|photo|image|picture|logo|thumbnail|video|cover)( image| picture| photo)?$",
        Shape(Scalar.STRING, Format.URL, max_length=2048),
    ),
    (r"slug$|^handle$", Shape(Scalar.STRING, Format.SLUG, max_length=100)),
    (r"country( code)?$|nationality$", Shape(Scalar.STRING, Format.COUNTRY, min_length=2, max_length=2)),
    (r"currency( code)?$", Shape(Scalar.STRING, Format.CURRENCY, min_length=3, max_length=3)),
    (r"colou?r( code)?$", Shape(Scalar.STRING, Format.COLOR, max_length=7)),
    (
        r"(ip|mac)( address)?$|user agent$|firmware|version$|serial|timezone|time zone|locale",
        Shape(Scalar.STRING, min_length=1, max_length=100),
    ),
    (r"(latitude|lat)$", Shape(Scalar.FLOAT, min=-90, max=90)),
    (r"(longitude|lng|lon)$", Shape(Scalar.FLOAT, min=-180, max=180)),
    (
        r"(payload|metadata|meta data|json|old values?|new values?|raw data|custom fields|attributes|"
        r"settings|config(uration)?|preferences)$",
        Shape(Scalar.JSON),
    ),
    (r"(size|length) bytes$|^(file )?size$(?<=file size)|\bbytes$", Shape(Scalar.BIG_INT, min=0)),
    (r"\b(opening|business|office|visiting|working) (hours|times)$", SHORT),
    (r"\b(resulting|final|finishing) (place|position|rank)$|^placing$", COUNT),
    (r"\b(seconds|minutes|mins|days|weeks|months|years)$", COUNT),
    (r"\bhours?( worked| done| spent| served)?$|hours", Shape(Scalar.DECIMAL, min=0, precision=6, scale=2)),
    (
        r"(birth|published|publication|founded|graduation|model|release|production|construction|built|"
        r"vintage)? ?year$|year built$|^year\b",
        Shape(Scalar.INT, min=1000, max=9999),
    ),
    (r"(date of birth|birth ?date|birthday)$", DAY),
    (r"\b(at|timestamp)$|^(when|timestamp)\b", WHEN),
    (r"\b(date|on|day|deadline|birthday|since|until)$|^date of\b|\bdate\b", DAY),
    (r"^(check ?in|check ?out)$", DAY),
    (r"^(from|to|until|till)$", DAY),
    (
        r"^(starts?|ends?|beginning|finish)( date time| datetime| time)?$|\b(start|end|starts|ends|"
        r"opens|closes|open|close|begin)( time)?$|^(departure|arrival)( time)?$|"
        r"\b(period|window|trial) (start|end)s?$",
        WHEN,
    ),
    (r"\btime$", WHEN),
    (r"^(rating|stars?|star rating)$", Shape(Scalar.INT, min=1, max=5)),
    (
        r"(percent|percentage|progress|completion|humidity|battery level|battery)$|^(discount|vat|"
        r"tax) rate$",
        Shape(Scalar.DECIMAL, min=0, max=100, precision=5, scale=2),
    ),
    (
        r"(price|amount|cost|fee|total|subtotal|tax|salary|budget|balance|deposit|wage|revenue|income|"
        r"rent|fare|discount|payout|hourly rate|"
        r"day rate|daily rate|nightly rate|charge|goal amount|target amount|funding goal|fine|premium|"
        r"spend|turnover|credit limit|bonus|commission|tip)( per .*)?$|"
        r"^(price|cost|amount) ",
        MONEY,
    ),
    (
        r"\b(weight|height|width|depth|length|distance|area|volume|temperature|speed|mileage|dose|"
        r"dosage amount|value|reading|measurement|threshold|"
        r"latency|pressure)( kg| g| cm| mm| m| km| lbs| celsius| sqm| m2)?$|\b(kg|km|cm|mm|kwh|g|"
        r"celsius|lbs|sqm|m2|ha|litres?|liters?|tons?|tonnes?|hectares?|kilograms?|kilos)$",
        Shape(Scalar.DECIMAL, precision=12, scale=3),
    ),
    (
        r"\b(kilomet(re|er)s?|miles?|met(re|er)s|lit(re|er)s|hectares|square met(re|er)s|elevation|altitude|"
        r"draught|circumference)\b",
        Shape(Scalar.DECIMAL, precision=12, scale=3),
    ),
    (r"^(min|max)$|\bkcal\b", COUNT),
    (
        r"\b(\w+s|people|children) "
        r"(used|left|taken|made|sold|needed|remaining|included|served|completed|scored|attended|tried|allowed)$",
        COUNT,
    ),
    (r"^(final )?grade$", Shape(Scalar.DECIMAL, min=0, max=100, precision=5, scale=2)),
    (r"(odometer|mileage)", COUNT),
    (
        r"^(position|order|sort order|display order|sequence|rank|index|step number|seed|line number|"
        r"round|round number|page number|week number|"
        r"floor|level number|shirt number|jersey number|seat number|table number|lap|episode number|"
        r"season|season number|track number)$",
        COUNT,
    ),
    (
        r"(count|quantity|qty|capacity|seats|servings|points?|score|stock|stock level|reorder level|"
        r"age|bedrooms|bathrooms|rooms|copies|attempts|"
        r"max \w+( \w+)?|min \w+( \w+)?|maximum|minimum|pages|floors|calories|reps|sets|views|likes|"
        r"votes|goals|wins|losses|draws|played|xp|port|year of birth|"
        r"likes|downloads|limit|quota|stars|spots|slots|places|hp|horsepower|doors|participants|"
        r"adults|children|number of .*|guests|tickets|followers|handicap|"
        r"interval|duration|lead time|retries|words|word count|home score|away score|allowance|"
        r"headcount)$|^(max|min|maximum|minimum|number of|total number) ",
        COUNT,
    ),
    (
        r"^(is|has|can|was|allows?|needs?|requires?|accepts?) |\b(flag|enabled|disabled|active|"
        r"archived|deleted|published|featured|verified|approved|completed|done|"
        r"paid|internal|pinned|locked|hidden|visible|available|attended|in stock|checked|read|sold|"
        r"required|public|private|billable|recurring|anonymous|"
        r"correct|waitlisted|refundable|vegetarian|vegan|gluten free|neutered|vaccinated|resolved|"
        r"muted|blocked|banned|opted in|still sold)$",
        FLAG,
    ),
    (
        r"(description|body|content|contents|text|notes?|comments?|message|bio|biography|instructions|"
        r"summary|abstract|details?|remarks?|feedback|explanation|"
        r"diagnosis|treatment|answer|question|prompt|agenda|transcript|show notes|address|terms|"
        r"markdown|review|complaint|symptoms?|allergies|caption|story|"
        r"cover letter|resume|justification|about|statement|medical history)$",
        LONG,
    ),
    (r"(storage key|object key|token|hash|checksum|fingerprint)$", Shape(Scalar.STRING, min_length=1, max_length=1024)),
    (r"isbn$", Shape(Scalar.STRING, min_length=10, max_length=17)),
    (
        r"(sku|barcode|ean|code|postal code|zip|zip code|postcode|plate|license plate|vin|iban|"
        r"number|id|reference|ref|key|identifier|imei)$",
        Shape(Scalar.STRING, min_length=1, max_length=64),
    ),
)
SHAPES = tuple((re.compile(rf"\b{pattern}" if pattern.startswith("(") else pattern), shape) for pattern, shape in _ROWS)

HINTS: dict[str, Shape] = {
    "string": SHORT,
    "varchar": SHORT,
    "char": SHORT,
    "text": LONG,
    "long text": LONG,
    "free text": LONG,
    "longtext": LONG,
    "short text": SHORT,
    "int": Shape(Scalar.INT),
    "integer": Shape(Scalar.INT),
    "number": Shape(Scalar.INT),
    "positive integer": Shape(Scalar.INT, min=1),
    "whole number": Shape(Scalar.INT),
    "bigint": Shape(Scalar.BIG_INT),
    "float": Shape(Scalar.FLOAT),
    "double": Shape(Scalar.FLOAT),
    "decimal": Shape(Scalar.DECIMAL, precision=12, scale=2),
    "numeric": Shape(Scalar.DECIMAL, precision=12, scale=2),
    "money": MONEY,
    "bool": FLAG,
    "boolean": FLAG,
    "datetime": WHEN,
    "timestamp": WHEN,
    "date": DAY,
    "time": CLOCK,
    "json": Shape(Scalar.JSON),
    "jsonb": Shape(Scalar.JSON),
    "uuid": Shape(Scalar.UUID),
    "bytes": Shape(Scalar.BYTES),
    "year": Shape(Scalar.INT, min=1000, max=9999),
    "percent": Shape(Scalar.DECIMAL, min=0, max=100, precision=5, scale=2),
    "percentage": Shape(Scalar.DECIMAL, min=0, max=100, precision=5, scale=2),
    "url": Shape(Scalar.STRING, Format.URL, max_length=2048),
    "email": Shape(Scalar.STRING, Format.EMAIL, max_length=254),
    "phone": Shape(Scalar.STRING, Format.PHONE, max_length=32),
    "slug": Shape(Scalar.STRING, Format.SLUG, max_length=100),
}
"""What a type word in the brief means."""

CLOSED_SETS: dict[str, tuple[str, ...]] = {
    "weekday": ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"),
    "day of week": ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"),
    "day of the week": ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"),
    "tshirt size": ("XS", "S", "M", "L", "XL", "XXL"),
    "shirt size": ("XS", "S", "M", "L", "XL", "XXL"),
    "priority": ("LOW", "MEDIUM", "HIGH"),
    "severity": ("LOW", "MEDIUM", "HIGH", "CRITICAL"),
    "difficulty": ("EASY", "MEDIUM", "HARD"),
    "gender": ("FEMALE", "MALE", "OTHER"),
}
"""Fields whose values everybody knows even when a brief does not list them."""

RENAMED: tuple[tuple[str, str], ...] = (
    (r"^e mail", "email"),
    (
        r"^(start|starts|starting|begin|begins|beginning|start time|starts at|start at|starting time|"
        r"start date time|start datetime|start date and time)$",
        "starts at",
    ),
    (
        r"^(end|ends|ending|end time|ends at|end at|finish|end date time|end datetime|finish time|end date and time)$",
        "ends at",
    ),
    (r"^(from|from date|date from)$", "start date"),
    (r"^(to|to date|date to|until|till)$", "end date"),
    (r"^(?:the )?max(?:imum)? (?:number|count|amount|nr) (?:of )?(.+)$", r"max \1"),
    (r"^min(?:imum)? (?:number|count|amount) (?:of )?(.+)$", r"min \1"),
    (r"^(?:the )?maximum (.+)$", r"max \1"),
    (r"^minimum (.+)$", r"min \1"),
    (
        r"^how many (?:people|persons|guests|seats|of them)?"
        r"(?: ?(?:fit|fits|it holds|it seats|it sleeps|it takes))(?: in(?: it)?)?$",
        "capacity",
    ),
    (r"^how many (.+) (?:we|it|they|one|you) (?:needs?|requires?)$", r"\1 needed"),
    (r"^how many (.+ per \w+)(?: (?:is|are|they|it|we|you) ?.*| included| allowed)?$", r"\1 count"),
    (r"^how many hours?(?: .*)?$", "hours"),
    (r"^when (?:it|they|he|she|the \w+)? ?(\w+[^s])s$", r"\1s at"),
    (
        r"^when (?:it |they |he |she |the \w+ )?(?:must|should|has to|have to) be "
        r"(?:returned|back|paid|done|finished)$",
        "due at",
    ),
    (r"^when (?:it |they )?(?:must|should|has to|have to|needs to) be ready$", "ready by"),
    (r"^(?:the )?date (?:(?:the|their|its|his|her) )?(\w+) (?:runs out|expires|ends|lapses)$", r"\1 expires on"),
    (
        r"^(?:the )?(?:time|moment|date) (?:(?:it|they|he|she|the \w+) )?(?:was |were |is |has been )?"
        r"(\w+(?:ed|en|ought|aid|ent))$",
        r"\1 at",
    ),
    (r"^how many (\w+) of .+$", r"\1 count"),
    (r"^how many (.+)$", r"\1 count"),
    (r"^how much(?: .*)?$", "amount"),
    (r"^how long(?: .*)?$", "duration minutes"),
    (r"^(?:number|count|nr) of copies$", "copies"),
    (r"^(?:name and number|number name)$", "number"),
    (r"^(?:number|count|nr) of (.+)$", r"\1 count"),
    (r"^amount of (?!money)(.+)$", r"\1 amount"),
    (r"^(?:the )?date (?:when |that )?(?:the )?(?:next one|next) (?:is )?due$", "next due date"),
    (r"^(?:the )?date (?:when |on which |that )?(?:they|he|she|it|we|the \w+|who) (\w+ed)$", r"\1 at"),
    (r"^date (joined|added|opened|closed|hired|enrolled|started|finished)$", r"\1 at"),
    (r"^date (paid|due)$", r"\1 date"),
    (
        r"^(?:when|date when) (?:it|they|he|she|the \w+)? ?(?:was |were |is |has been )?(\w+(?:ed|en|ought|aid|ent))$",
        r"\1 at",
    ),
    (r"^(?:the )?(?:time|moment) (?:of )?posting$", "posted at"),
    (r"^time of (?:the )?\w+$", "time"),
    (
        r"^(?:an? )?(?:indicator|indication|marker|mark|flag) (?:whether|if|that) .*?"
        r"(?:is|are|was|has|have) (?:currently |still |already )?(.+)$",
        r"\1 flag",
    ),
    (r"^(.+) (?:mark|marker|indicator)$", r"\1 flag"),
    (r"^what (?:was |is |gets )?(\w+ed|\w+en|sold|fed|done)$", r"\1"),
    (r"^numbered$", "number"),
    (r"^when$", "recorded at"),
    (r"^(?:the )?(?:date|day) (?:it |they )?(?:is |was |are )?due(?: back)?$", "due date"),
    (r"^when due$", "due at"),
    (r"^when (?:it|they|he|she|the \w+) (?:is |are )?due$", "due at"),
    (r"^date ?time$", "scheduled at"),
    (r"^(?:since when|since)$", "since"),
    (r"^(.+) opens$", r"\1 opens at"),
    (r"^(.+) closes$", r"\1 closes at"),
    (r"^(date|on date)$", "date"),
    (r"^(?:cancel|cancelled|canceled) reason$", "cancellation reason"),
    (r"^(?:reject|rejected|refusal) reason$", "rejection reason"),
    (r"^e ?signature$", "signature"),
    (r"^(.+) yes no$", r"\1"),
    (r"^still (\w+)$", r"still \1"),
    (r"^(half day) possible on (?:the )?first day$", "half day first"),
)
"""Names as people say them -> names as fields are called."""
