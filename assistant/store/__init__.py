"""What is remembered between turns: threads, messages, versions, drafts, receipts, usage and feedback."""

from assistant.store.drafts import File
from assistant.store.feedback import Opinion, Verdict
from assistant.store.messages import Message
from assistant.store.store import Store, upgrade
from assistant.store.summaries import Summary
from assistant.store.threads import Thread
from assistant.store.versions import Version

__all__ = ["File", "Message", "Opinion", "Store", "Summary", "Thread", "Verdict", "Version", "upgrade"]
