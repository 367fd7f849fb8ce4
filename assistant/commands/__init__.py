"""The commands of `threadwright`, a module a group.

Heavy imports stand inside the commands, so that --help is instant, and after the look at what was given, so that what
can't be used is refused at once.
"""
