"""The built-in model: a chat message to intents, intents to tool calls, results to words, all by rules."""
