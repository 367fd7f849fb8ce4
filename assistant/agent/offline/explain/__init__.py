"""Questions about a plan, answered from the plan itself, what is derived from it, and its receipts."""
