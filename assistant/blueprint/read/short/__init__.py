"""Short everyday briefs: sentences of a subject, a verb and what the verb is about, told as lists of what is stored."""
