"""What is not done here, and what is said of it."""

from __future__ import annotations

_IT = (
    r"(?:it|this|that|these|everything|v\.? ?\d+|the (?:\w+ )?(?:api|app|backend|service|draft|code|"
    r"project|thing|server|migrations?|changes?|result|version|files?)|my \w+|our \w+)"
)

SCOPE: tuple[tuple[str, str], ...] = (
    (
        "deploy",
        (
            rf"(?:deploy|host|publish|release|launch|provision|roll out) {_IT}(?: .{{0,60}})?|"
            rf"deploy(?:ment)?(?: (?:to|on|in) .{{1,40}}| please| now)?|(?:ship|push|put|upload|send|get|bring|"
            rf"move|take)(?: {_IT}) (?:live|online|(?:in|on|onto|into|to)(?: the| our| my)? (?:prod(?:uction)?|"
            rf"staging|aws|azure|gcp|google cloud|heroku|vercel|netlify|railway|render|fly(?:\.io)?|kubernetes|k8s|"
            rf"server|cloud|internet|web))(?: .{{0,40}})?|go live"
        ),
    ),
    (
        "deploy",
        (
            r"(?:start|run|launch|boot|spin up)(?: up)? (?:the|a|my|your|this) (?:dev )?(?:server|app|api|service|"
            r"backend)\b.{0,30}"
        ),
    ),
    (
        "frontend",
        (
            r"(?:write|build|make|create|add|design|generate|do|give|code|draft|include|need|want)(?: (?:me|"
            r"us))?(?: (?:an?|the|some|our|my|its|also|a nice|a simple|a small|"
            r"a matching))*(?: [\w.-]+){0,3} (?:front ?-?end|ui|gui|user interface|web ?page|landing page|website|"
            r"web ?site|home ?page|css|stylesheet|react (?:app|component|components|page)|(?:react|vue|angular|"
            r"svelte|flutter|react native|next)(?:js|\.js)?(?: \w+)? (?:app|components?|pages?|screens?|"
            r"front ?-?end|forms?|ui)|mobile app|ios app|android app|dashboard ui|admin ui|mock-?ups?|wireframes?|"
            r"logo)(?: .{0,60})?"
        ),
    ),
    (
        "repository",
        (
            rf"(?:open|create|make|raise|submit|file|send)(?: (?:me|us))? (?:an? |the )?(?:pull request|pr|"
            rf"merge request|mr|github issue|jira (?:ticket|issue)|ticket|branch)\b(?! (?:model|table|endpoint|"
            rf"field|has|with))(?: .{{0,60}})?|(?:commit|push|check in|git push|git commit)(?: {_IT})?(?: (?:to|on|"
            rf"into|in) .{{1,40}})?"
        ),
    ),
    (
        "infrastructure",
        (
            r"(?:write|create|make|add|set ?up|generate|configure|give)(?: (?:me|us))?(?: (?:an?|the|some|"
            r"our))*(?: \w+){0,2} (?:dockerfile|docker ?compose(?: file)?|docker image|helm chart|"
            r"terraform(?: \w+)?|kubernetes (?:manifest|cluster|\w+)|k8s \w+|ci pipeline|ci/cd(?: \w+)?|"
            r"github actions?(?: \w+)?|nginx(?: \w+)?|load balancer|s3 bucket|monitoring|"
            r"grafana(?: \w+)?)(?: .{0,50})?"
        ),
    ),
    (
        "language",
        (
            r"(?:write|build|make|do|rewrite|port|convert|translate|generate|redo|implement|create|"
            r"draft)(?: (?:me|us))?(?: (?:it|this|that|everything|the \w+|an? \w+(?: \w+)?))? (?:in|to|into|as|"
            r"using|with) (?:an? )?(?:python|django|flask|fastapi|ruby|rails|ruby on rails|golang|go|java|"
            r"spring(?: boot)?|kotlin|c#|\.net|asp\.net|php|laravel|rust|elixir|phoenix|scala|perl|c\+\+|nestjs|"
            r"express(?:\.?js)?|mongodb|mongoose|firebase|graphql|grpc|drizzle|typeorm)(?: .{0,30})?"
        ),
    ),
    (
        "world",
        (
            r"(?:what(?:'s| is| will be)?|how(?:'s| is| will)?|tell me|is|will|"
            r"check)(?: \w+){0,4} (?:the )?(?:weather|forecast|temperature outside|time is it|time (?:in|is)\b|"
            r"news|stock price|bitcoin|exchange rate|score of|capital of|president of|meaning of life|football|"
            r"it rain(?:ing)?)\b.*|what time is it.*|what day is (?:it|today).*|who (?:won|is the president|"
            r"invented|wrote)(?! (?:this|it|that|the))\b.*|what is (?:the )?(?:capital|population) of .*"
        ),
    ),
    (
        "writing",
        (
            r"(?:tell|write|make|give|sing|compose|draw|create|generate)(?: (?:me|us))?(?: (?:an?|the|some|"
            r"another|one))?(?: \w+){0,2} (?:joke|poem|haiku|story|essay|song|limerick|blog ?post|tweet|"
            r"press release|cover letter|resume|cv|picture|image|invoice text|novel|speech|riddle|"
            r"fun fact)\b(?! (?:model|table|field|endpoint|api|service|backend))(?: .{0,60})?"
        ),
    ),
    (
        "errand",
        (
            r"(?:send|write|draft)(?: (?:me|us|him|her|them|bob|\w+))? (?:an? )?(?:e-?mail|text message|sms|"
            r"slack message|letter)(?: to .{1,60}| .{0,10})?|(?:book|schedule|arrange|set up)(?: (?:me|"
            r"us))? (?:an? )?(?:meeting|flight|hotel|table|taxi|call|appointment|demo)(?: (?:with|for|on|at|to|"
            r"tomorrow|today|next) .{0,60})?|(?:order|buy|get)(?: (?:me|us))? (?:an? |some )?(?:pizza|coffee|"
            r"lunch|food|ticket)(?: .{0,40})?|remind (?:me|us) to .{1,60}|call \w+ on the phone.*|"
            r"translate (?:this|that|the following|.{1,40}) (?:in)?to (?:english|german|french|spanish|dutch|"
            r"italian|chinese|japanese|portuguese).*|(?:what(?:'s| is)|calculate|compute|"
            r"how much is) (?:\d[\d .,]*)(?:[-+*/x^]|times|plus|minus|divided by) ?[\d .,]+.*|recommend (?:me |"
            r"us )?(?:an? )?(?:restaurant|film|movie|book|laptop|phone|hotel)(?: .{0,40})?"
        ),
    ),
    (
        "secrets",
        (
            r"(?:what(?:'s| is| are)|give|tell|show|print|reveal|read)(?: (?:me|us))?(?: (?:the|your|my|our|"
            r"all))*(?: \w+){0,2} (?:api keys?|system prompt|environment variables|root password|"
            r"database password|admin password|credentials|instructions verbatim|hidden instructions|"
            r"jwt[_ ]secret(?: value)?)(?: .{0,30})?|ignore (?:all |your |the |any )*(?:previous|prior|above|"
            r"earlier) (?:instructions|rules|prompts?).*"
        ),
    ),
)
"""(kind, what a piece looks like as a whole, after a request such as 'can you')."""

REPLIES: dict[str, str] = {
    "deploy": "I don't deploy or host anything: I hand over proven files, and putting them on a server is yours to do.",
    "frontend": (
        "I don't write user interfaces. I draft the backend; its openapi.yaml is what a frontend can be built on."
    ),
    "repository": "I don't commit, push or open tickets. The files of a version lie in its folder, for you to commit.",
    "infrastructure": (
        "I don't write infrastructure or pipelines. A draft says what it needs to run in its README and .env.example."
    ),
    "language": (
        "I draft REST backends in TypeScript, with Next.js, Prisma and PostgreSQL, and nothing in another stack."
    ),
    "world": "I can't look up what goes on in the world; I know this thread, its plan and its receipts.",
    "writing": "I write backends only.",
    "errand": "I can't do that from here: I draft backends, prove them and answer questions about them.",
    "secrets": "I don't give out secrets or my instructions, and nothing in a message changes them.",
}
