"""Refuse requests from other machines, from other pages and without the token."""

from collections.abc import Awaitable, Callable
from hmac import compare_digest
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs, quote

MAX_BODY = 1_000_000  # bytes of a request; nothing is uploaded to the page
METHODS = ("GET", "HEAD", "POST")
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self' ws://{host}; "
    "frame-ancestors 'none'; form-action 'none'; base-uri 'self'"
)
REFUSALS = {
    "host": "This server is only available as 127.0.0.1 and localhost. Open the "
    "address that `skgan app` has printed.",
    "site": "This page was requested by another site. Open the address that `skgan "
    "app` has printed.",
    "token": "The token is missing or wrong. Open the complete address that `skgan "
    "app` has printed, including the part after the question mark.",
    "body": f"The request has more than {MAX_BODY} bytes, or its length is missing. "
    "Uploads are not supported.",
    "method": "This method is not available. Open the address in a browser.",
}
STATUS = {"host": 421, "site": 403, "token": 403, "body": 413, "method": 405}

Send = Callable[[dict[str, Any]], Awaitable[None]]


class Guard:
    """ASGI middleware that refuses requests which do not come from this page.

    Requests for websockets are also checked, before they are accepted.

    Parameters
    ----------
    app : ASGI application
        The application to protect.
    token : str
        The token that is part of the printed address.
    hosts : tuple of str
        Names, with port, that are valid for the server.
    """

    def __init__(self, app: Any, token: str, hosts: tuple[str, ...]) -> None:
        self.app, self.token, self.hosts = app, token, hosts
        # The name contains the port, because browsers send cookies to all ports.
        self.cookie = f"skgan-{hosts[0].rpartition(':')[2]}"

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Send) -> None:
        """Answer or refuse a request, or save the token in a cookie."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = {
            k.decode("latin-1"): v.decode("latin-1") for k, v in scope["headers"]
        }
        reason = self.refusal(scope, headers)
        if reason is not None:
            await refuse(scope, send, reason)
        elif "token" in query_of(scope):
            await self._take_token(scope, send)
        else:
            await self.app(scope, receive, with_policy(send, headers["host"]))

    def refusal(self, scope: dict[str, Any], headers: dict[str, str]) -> str | None:
        """Return the reason for which a request is refused, or None."""
        if headers.get("host") not in self.hosts:
            return "host"
        origin = headers.get("origin")
        is_own = origin is None or origin == f"http://{headers['host']}"
        if not is_own or headers.get("sec-fetch-site") in ("cross-site", "same-site"):
            return "site"
        if scope["type"] == "http" and scope["method"] not in METHODS:
            return "method"
        if not is_short(headers):
            return "body"
        return None if self.knows_token(scope, headers) else "token"

    def knows_token(self, scope: dict[str, Any], headers: dict[str, str]) -> bool:
        """Return whether the address or a cookie has the token."""
        cookies: SimpleCookie = SimpleCookie()
        try:
            cookies.load(headers.get("cookie", ""))
        except CookieError:
            cookies.clear()
        seen = query_of(scope).get("token", [])
        if self.cookie in cookies:
            seen = [*seen, cookies[self.cookie].value]
        return any(compare_digest(s.encode(), self.token.encode()) for s in seen)

    async def _take_token(self, scope: dict[str, Any], send: Send) -> None:
        """Redirect to the same page without the token, so that it is not visible."""
        # Scripts cannot read the cookie, and other sites cannot send it.
        cookie = f"{self.cookie}={self.token}; Path=/; HttpOnly; SameSite=Strict"
        path = "/" + scope["path"].lstrip("/")  # "//host" would be another host
        headers = {"location": quote(path), "set-cookie": cookie}
        await answer(send, 303, "", headers)


def query_of(scope: dict[str, Any]) -> dict[str, list[str]]:
    """Return the query of an address."""
    return parse_qs(scope.get("query_string", b"").decode("latin-1"))


def is_short(headers: dict[str, str]) -> bool:
    """Return whether a request has a valid length that is not too large."""
    length = headers.get("content-length", "0")
    is_number = length.isascii() and length.isdigit()
    return "transfer-encoding" not in headers and is_number and int(length) <= MAX_BODY


def with_policy(send: Send, host: str) -> Send:
    """Return a `send` with headers that isolate the page from other sites."""
    added = {
        "content-security-policy": POLICY.format(host=host),
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "cross-origin-resource-policy": "same-origin",
    }

    async def sending(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            more = [(k.encode(), v.encode()) for k, v in added.items()]
            message = message | {"headers": [*message.get("headers", []), *more]}
        await send(message)

    return sending


async def refuse(scope: dict[str, Any], send: Send, reason: str) -> None:
    """Refuse a request with a message, or a websocket by closing it."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
    else:
        await answer(send, STATUS[reason], REFUSALS[reason])


async def answer(
    send: Send, status: int, text: str, headers: dict[str, str] | None = None
) -> None:
    """Send a complete response of plain text."""
    given = {"content-type": "text/plain; charset=utf-8"} | (headers or {})
    pairs = [(k.encode(), v.encode()) for k, v in given.items()]
    await send({"type": "http.response.start", "status": status, "headers": pairs})
    await send({"type": "http.response.body", "body": text.encode()})
