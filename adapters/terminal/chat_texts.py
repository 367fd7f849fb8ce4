"""Every text of the chat, so that wording can be read and changed as a whole."""

from __future__ import annotations

PROMPT = "you> "
PROMPT_MORE = "...> "
GREETING = "Threadwright ({model}). Say what to build, change or explain; /help lists what else there is."
GOES_ON = "{title}: thread {thread}, {head}"
NO_VERSION = "no version yet"
RESUME = "Go on with: threadwright chat --thread {thread}"
NEW_THREAD = "The next message begins a new thread."
NO_THREAD = "There is no thread yet; the next message begins one."
ROLE = "Role: {role}"
MODEL = "Model: {model}"
HELP = """\
/new         begin a new thread          /role NAME   take another role
/thread      show this thread's id       /model M     offline, or provider:model
/quit        leave (Ctrl-D too)          /help        this list
A line that ends with \\ goes on in the next one. Ctrl-C stops an answer; what was done is kept."""
STOPPED = "Stopped. What was done until then is kept."
AGAIN = "The answer broke off; once more:"
WORKING = "{stage}: {message}"
STAGE_DONE = "· {stage} {took}"
FINDINGS = "Findings"
CITED = "From the project"
BULLET = "•"
FILES = "{count} in {folder}"
