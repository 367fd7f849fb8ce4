"""Rules over the TypeScript that serves requests."""
