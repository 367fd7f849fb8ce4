"""What the offline model says, in one place."""

from __future__ import annotations

TALK = {
    "thanks": "You're welcome.",
    "greeting": "Hello.",
    "mood": "All fine here, thank you.",
    "praise": "Glad it fits.",
    "bye": "Goodbye; the thread keeps everything.",
    "never mind": "No harm done; nothing was changed.",
    "yes": "Good.",
    "no": "Fine, nothing is changed.",
    "laugh": "Good.",
    "lead": "Go ahead.",
    "complaint": 'Then let\'s mend it: say what should be different, or "go back to v1".',
    "again": 'To begin anew, send the new brief with "start over:" before it.',
}
NEXT = {
    True: "Tell me what to change, or ask about the plan.",
    False: "Describe the backend you need: what it keeps, and who may do what.",
}
KEEPS_QUIET = ("praise", "yes", "no", "laugh", "lead")
"""Small talk that gets no line of its own beside something else."""

HELP = (
    "I draft backends in this thread and prove them. Describe what it keeps and who may do what, and I "
    "write the schema, migration, "
    "routes, access rules, tests and docs, with a receipt for every check that ran. Then change it in plain words "
    '("rename price to unitPrice", "only the owner may delete a project"), ask about it ("why is ownerId '
    'indexed?", "who may cancel '
    'a booking?", "what did you assume?", "how many tests?"), look back ("what changed since v2?", "go '
    'back to v1"), or have it read '
    '("review this"). I go by fixed rules here, without a language model, so plain sentences serve best.'
)

NO_PLAN = "There is no plan in this thread yet. Describe the backend you need: what it keeps, and who may do what."
NO_PLAN_TO_EXPLAIN = (
    "There is no plan in this thread yet, so there is nothing I could answer that from. Describe the backend first."
)
NOT_ANSWERED = (
    "I can't answer {question} from the plan or its receipts. I can tell why something is indexed, required or of its "
    "type, who may do what, what happens on delete, what an endpoint takes and answers, where something "
    "is in the code, what was "
    "assumed, what was proved, and what changed between versions."
)
NOT_FOUND = "Nothing in the project's files fits {question}."
NO_PROJECT = (
    "I can't look up {question}: this thread has no project folder. Start it with --project DIR, and I "
    "can search its files."
)
FOUND = "From the project's files:"
ANSWERED_WITH = "The plan does not say, but the project's files do:"

ASK_REPLACE = (
    "This thread holds {title}{version}, and that reads like the brief of another backend. Shall it "
    "replace the plan here (say "
    '"replace it"), or is it for a thread of its own? Nothing was changed.'
)
REPLACE_MARK = "Shall it replace the plan here"
OWN_THREAD = "Then send the brief as the first message of a new thread; this one stays as it is."
NO_BRIEF = 'I don\'t find the brief any more. Send it again, beginning with "start over:".'

NOT_CHANGED = "You asked me not to change anything, so nothing was changed."
PREVIEW = "Nothing was changed, as you asked. It would mean:"
NO_CHANGE = "Nothing changed, for the plan says so as it is."
NOT_UNDERSTOOD = "Not understood, and not done: {sentence} ({why})"
UNCLEAR = (
    "I can't tell from that what to change. Name what it is about and what is to be different, such as "
    '"make Product.price optional".'
)
CHANGED = "What changed:"
STANDING = "{version} is just this plan and was proved before, so nothing was run again. "
ROWS = "For rows there are:"

APPROVED = "Then {version} is what you go on with. {verdict} I merge and deploy nothing: its files are yours to take."
APPROVED_UNPROVEN = (
    '{version} was never drafted, so nothing of it is proven. I would not merge it; say "draft it" first.'
)

REVIEW_ELSEWHERE = 'The reviewer can be asked in this thread: begin with "as reviewer:".'
REVIEW_CHANGES_NOTHING = "As reviewer I change nothing; ask the backend developer for the mend."
NOT_LOOKED_AT = "Not looked at: whether this is the backend you need, and anything that no rule of the review names."

MANAGED = "{done} of {all} tasks delivered."

FAILED = (
    "So this version is not proven. I did not try anything blindly: say what should be different, and I draft it again."
)
OPEN = {
    "questions": ("the open question", "the {count} open questions"),
    "not_understood": ("the sentence that was not understood", "the {count} sentences that were not understood"),
    "assumptions": ("what was assumed (1)", "what was assumed ({count})"),
}
"""Kind of open point -> one, several."""

GO_ON = "The next change starts from {version}."
NO_EARLIER = "There is nothing to go back to: {version} is the first version."
THERE_ALREADY = "{version} is the current version already."
NEVER_DRAFTED = "It was never drafted, so nothing of it is proven."
FIRST_VERSION = "That is the first version: there is none before it to compare with."
VERSIONS = (
    'The current version is {version}. Every version of this thread is kept: "show v1" tells what one '
    'holds, "what changed since v1" what differs, "go back to v1" goes on from it.'
)

NOT_BEGUN = "not begun, since it builds on what failed."
TO_DECIDE = "For people to decide:"
HANDED = "Handed to the backend developer, who answers:"
NO_TOOL = 'That is not mine to do in this role. Ask the backend developer: begin with "as backend developer:".'
LOST = (
    "I took over in the middle, and what was looked up before no longer fits into the window. What was done is kept; "
    "ask again for what is missing."
)
