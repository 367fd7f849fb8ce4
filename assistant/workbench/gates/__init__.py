"""One file a tool: each gate runs it on a staged project and gives a verdict."""
