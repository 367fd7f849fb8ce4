"""A server that speaks the protocol of OpenAI's chat completions, with scripted answers."""
