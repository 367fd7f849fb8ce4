"""Small talk by kind, and the line that answers it."""

from __future__ import annotations

_VERY = r"(?:really |very |pretty |quite |so |super |looking |absolutely |just |all )*"
_GOOD = (
    r"(?:great|good|nice|perfect|cool|awesome|lovely|excellent|brilliant|fantastic|amazing|wonderful|"
    r"impressive|neat|sweet|"
    r"fine|fast|quick|wow|superb|solid|clean|beautiful|helpful|exactly what i (?:wanted|needed))"
)

CHATTER: tuple[tuple[str, str], ...] = (
    (
        "thanks",
        r"(?:(?:ok|okay|great|nice|cool|perfect|awesome|good|wow|lovely|super|many|much|big|"
        r"excellent)[,!. ]+)*(?:thanks?|thank you|thanx|thx|tx|ty|tysm|cheers|much appreciated|appreciated|"
        r"(?:i |we )?(?:really )?appreciate (?:it|that|this|your help))"
        r"(?:[, ]+(?:a lot|a bunch|a million|so much|very much|again|all|team|man|mate|everyone|buddy|friend|"
        r"everybody|for .{1,60}|that .{1,50}))*",
    ),
    (
        "greeting",
        r"(?:hi|hello|hey|howdy|yo|hiya|greetings|(?:good )?(?:morning|afternoon|evening|day))"
        r"(?:[, ]+(?:there|all|team|everyone|everybody|folks|again|@?\w+))?",
    ),
    (
        "mood",
        r"how(?:'s| is| are) (?:you|it going|things|life|your day)(?: doing| today)?|what'?s up|sup|how do you do",
    ),
    (
        "praise",
        (
            rf"(?:(?:that|this|it|v\d+|the (?:draft|plan|result|schema|code))(?:'s| is| looks| was| works| reads|"
            rf" seems)? {_VERY}{_GOOD}(?: (?:work|job|so far|already|now|to me|then))*"
            rf"|{_VERY}{_GOOD}(?:[, ]+(?:work|job|one|stuff|so far|already|then|now|{_GOOD}))*|well done|good job|"
            rf"nice work|(?:i )?(?:love|like) (?:it|this|that)"
            r"|you(?:'re| are) (?:great|the best|awesome|amazing|a star|a lifesaver)|looks? (?:really |"
            r"very )?(?:good|great|fine|nice|right)(?: so far)?|works? for me|sounds? (?:good|great|fine))"
        ),
    ),
    (
        "bye",
        (
            r"(?:good)?bye|see (?:you|ya)(?: (?:later|tomorrow|soon))?|good ?night|talk (?:later|soon)|ciao|cya|"
            r"(?:that's|that is|thats) (?:all|it|everything)(?: (?:for (?:now|today)|thanks))?|(?:i'm|we're|i am|"
            r"we are) done(?: for (?:now|today))?|have a (?:nice|good|great) (?:day|weekend|evening|one)"
        ),
    ),
    (
        "never mind",
        (
            r"never ?mind(?: (?:that|then|me))?|nvm|forget (?:it|that|about it)|my bad|(?:i'm |i am )?(?:so |"
            r"very )?sorry(?: about that)?|oops|stop|cancel|abort|wait|ignore (?:that|this|me|my last message)"
        ),
    ),
    (
        "yes",
        (
            r"(?:ok|okay|k|kk|sure|yes|yep|yeah|yup|got it|i see|makes sense|understood|alright|all right|right|"
            r"exactly|correct|true|agreed|indeed|ok then|of course|fair enough|good to know|noted|interesting|ah|"
            r"aha|hm+|i understand)"
            r"(?:[,!. ]+(?:ok|okay|sure|please|then|yes|thanks|got it|do it|do that|go ahead))*|go ahead|do it|"
            r"please do|(?:no (?:rush|hurry|worries|problem)|take your time)"
        ),
    ),
    (
        "no",
        (
            r"(?:no|nope|nah|not (?:now|yet|really))(?:[,!. ]+(?:no|thanks?|thank you|please|leave it|i'm good|"
            r"all good))*|don't|do not|leave it(?: (?:like that|as it is|so|be))?|all good"
        ),
    ),
    (
        "complaint",
        (
            r"(?:i (?:don't|do not|really don't) like (?:it|this|that)|(?:that|this|it)(?:'s| is| was)(?: just|"
            r" all| completely| totally)? "
            r"(?:wrong|bad|terrible|not (?:right|good|what i (?:asked|wanted|meant)(?: for)?|correct|it)|nonsense|"
            r"garbage|incorrect|rubbish)|"
            r"i (?:reject|refuse|hate) (?:it|this|that)|(?:this|it|that) (?:sucks|doesn't work|does not work)|"
            r"not what i (?:asked|wanted)(?: for)?)"
        ),
    ),
    ("again", r"start over|begin anew|from scratch|start from scratch|new plan|let's start over"),
    ("laugh", r"(?:lol|haha+|hehe+|rofl|:-?\)|;-?\)|:d|\W+)"),
)
"""(kind, what such a piece looks like as a whole)."""

READ_ONLY = (
    (
        r"\b(?:don't|do not|dont|please don't|without|not) (?:chang(?:e|ing)|touch(?:ing)?|modify(?:ing)?|"
        r"edit(?:ing)?|do(?:ing)?|alter(?:ing)?) (?:anything|a thing|it|the plan|any of it)(?: yet| now|"
        r" please| for now)?(?! else| but| except)\b"
    ),
    r"\bno changes? (?:needed|necessary|please|yet|for now|at all|wanted)\b|^no changes?$",
    r"\b(?:just|only|merely|simply) (?:asking|a question|wondering|curious|want(?:ed)? to (?:know|understand|ask))\b",
    r"\bleave (?:everything|it all|the plan|it) (?:as (?:it )?is|alone)\b",
    r"\b(?:hypothetically|dry run|theoretically)\b",
    r"\b(?:for information|fyi) only\b",
)
"""Says that nothing is to be changed, whatever else the message holds."""
