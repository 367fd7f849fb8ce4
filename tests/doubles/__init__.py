"""Stand-ins that speak the protocol of what they stand for."""
