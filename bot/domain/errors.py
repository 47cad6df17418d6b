"""The ways a wish can be declined; each carries facts, never a sentence for people."""


class Declined(Exception):  # noqa: N818 - a decline is an answer, not a fault
    """A wish that is not carried out; nothing was changed."""


class NotAllowed(Declined):
    """This person may not do or see this."""


class Stale(Declined):
    """What the tap is about has ended, changed or never existed."""


class Invalid(Declined):
    """The wish is not complete or not possible.

    Args:
        code: a short name for what is wrong, which a view turns into words.
        facts: values for those words.
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
