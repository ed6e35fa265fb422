"""What is raised to a person: a file that cannot be read at all. Faults in a text are never raised."""


class ReadError(Exception):
    """A file that gives no text. `code` is stable; the message is a Danish sentence: what is wrong and what to do.

    Codes: `empty`, `unknown_format`, `broken`, `encrypted`, `no_text` (a scan), `too_large`, `too_slow`,
    `missing_reader` (the extra is not installed).
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
