"""What whoever asks for a page can get wrong."""


class NoSuchPage(IndexError):
    """The document has no page of that number."""


class NotItsText(ValueError):
    """The text was not read from that file."""


MISTAKES: dict[str, type[Exception]] = {kind.__name__: kind for kind in (NoSuchPage, NotItsText)}
