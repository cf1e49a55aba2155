"""The one error for users of a playground."""


class PlaygroundError(RuntimeError):
    """What could not be done; its text names what was received and the way out."""
