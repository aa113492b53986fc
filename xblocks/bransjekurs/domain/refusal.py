"""How the domain says no: with a code that the outer layers put into the person's own language."""


class Refusal(Exception):
    """An act that the rules do not allow, or input that cannot be used.

    ``code`` is looked up in ``wording.REFUSALS``; ``field`` names the form field that the message belongs to,
    ``details`` fill the message.
    """

    def __init__(self, code: str, field: str = "", **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.details = details
