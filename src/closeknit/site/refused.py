class Refused(Exception):
    """What was asked for is not done; the text says why and what to do."""
