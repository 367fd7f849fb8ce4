"""Questions about the project's own documents and code, which only a search can answer."""

from __future__ import annotations

_SOURCE = (
    r"(?:docs?|documentation|read ?me|wiki|handbook|guide ?lines?|style ?guide|guides?|code ?base|"
    r"repo(?:sitory)?|source(?: code)?|"
    r"runbooks?|adrs?|decision records?|changelog|specs?|specification|contributing|existing (?:code|"
    r"project|api|service)|"
    r"onboarding|policy|policies document|design docs?|manual|knowledge base|folder|conventions?|playbook|\w+\.md)"
)

SEARCH = (
    (
        r"(?:search|grep|scan|look(?: it)? up|look through|look in|browse|dig through)\b(?! (?:field|endpoint|"
        r"should|must|by)).*"
    ),
    (
        rf"(?:find|locate) .{{1,80}} (?:in|within|inside|across) (?:the |our |my |your |this |"
        rf"that )?(?:project(?:'s)? )?(?:\w+ )?{_SOURCE}.*"
    ),
    (
        rf".*\b(?:what|where|which|how|who|when|does|do|is|are|why)\b.*\b(?:our|the|my|your|this|their|company|"
        rf"team|project(?:'s)?|project) (?:own |existing |internal |whole |current )*(?:\w+ )?{_SOURCE}\b.*"
    ),
    rf"(?:according to|in|per) (?:our|the|my) (?:\w+ )?{_SOURCE}\b.*\?",
    (
        r"(?:how|where|why|when|what) (?:do|does|did|are|is) (?:we|our team|our company|the team|our \w+|"
        r"people here) (?:usually |normally |currently |already |typically |always )*(?:handle|do|log|deploy|"
        r"name|format|test|store|use|call|configure|set|write|authenticate|release|version|document|cache|"
        r"retry|monitor|paginate|validate|structure|organi[sz]e|run|build|manage|review|migrate)\b.*"
    ),
    (
        r"(?:what|which) (?:is|are) (?:our|the team's|the company's|the project's) .*\b(?:convention|standard|"
        r"policy|approach|rule|practice|process|preference|format|guideline|way)s?\b.*"
    ),
)
