"""Texts of errors and numbers for the page."""

from base64 import b64encode


class AppError(Exception):
    """An error whose message is shown on the page."""


def text_of(error: BaseException) -> str:
    """Return the message of an error, with the name of the file if there is one."""
    if isinstance(error, OSError) and error.strerror:
        where = f"'{error.filename}': " if error.filename is not None else ""
        return f"{where}{error.strerror}. Free some space or choose another folder."
    message = getattr(error, "message", None)  # of click
    return str(message or error) or type(error).__name__


def seconds_in_words(seconds: float) -> str:
    """Return a duration as text.

    >>> seconds_in_words(5), seconds_in_words(125), seconds_in_words(7300)
    ('5 s', '2 min 5 s', '2 h 1 min')
    """
    whole = max(0, round(seconds))
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


def bytes_in_words(n_bytes: int) -> str:
    """Return a size as text.

    >>> bytes_in_words(900), bytes_in_words(2_500_000)
    ('1 kB', '2.5 MB')
    """
    if n_bytes < 1_000_000:
        return f"{max(1, round(n_bytes / 1000))} kB"
    return f"{n_bytes / 1_000_000:.1f} MB"


def as_url(png: bytes) -> str:
    """Return a picture as a data URI."""
    return f"data:image/png;base64,{b64encode(png).decode()}"
