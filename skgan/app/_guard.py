"""Who may talk to the server: this machine, this page, and those who have the token."""

from collections.abc import Awaitable, Callable
from hmac import compare_digest
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs, quote

MAX_BODY = (
    1_000_000  # bytes of a request; the page sends clicks, and nothing is uploaded
)
METHODS = ("GET", "HEAD", "POST")
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self' ws://{host}; "
    "frame-ancestors 'none'; form-action 'none'; base-uri 'self'"
)
REFUSALS = {
    "host": "This server answers to 127.0.0.1 and localhost only. Open the address "
    "that `skgan app` has printed.",
    "site": "Another page has asked for this one. Open the address that `skgan app` "
    "has printed.",
    "token": "The token is missing or wrong. Open the address that `skgan app` has "
    "printed, with what follows its question mark.",
    "body": f"A request may have {MAX_BODY} bytes, and must tell how many it has. "
    "Nothing can be uploaded here.",
    "method": "This method is not available. Open the address in a browser.",
}
STATUS = {"host": 421, "site": 403, "token": 403, "body": 413, "method": 405}

Send = Callable[[dict[str, Any]], Awaitable[None]]


class Guard:
    """ASGI middleware that refuses what does not come from this page.

    Websockets pass it as well, before they are accepted.

    Parameters
    ----------
    app : ASGI application
        What is guarded.
    token : str
        Known to those who have seen the terminal.
    hosts : tuple of str
        Names with port under which the server may be addressed.
    """

    def __init__(self, app: Any, token: str, hosts: tuple[str, ...]) -> None:
        self.app, self.token, self.hosts = app, token, hosts
        # Browsers send cookies to all ports of a host.
        self.cookie = f"skgan-{hosts[0].rpartition(':')[2]}"

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Send) -> None:
        """Answer, refuse, or take the token from the address into a cookie."""
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
        """Return why a request is refused, or None."""
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
        """Go to the same page without the token, which others could read off."""
        # The cookie is not seen by scripts, nor sent from other sites.
        cookie = f"{self.cookie}={self.token}; Path=/; HttpOnly; SameSite=Strict"
        path = "/" + scope["path"].lstrip("/")  # "//host" would be another host
        headers = {"location": quote(path), "set-cookie": cookie}
        await answer(send, 303, "", headers)


def query_of(scope: dict[str, Any]) -> dict[str, list[str]]:
    """Return what follows the question mark of the address."""
    return parse_qs(scope.get("query_string", b"").decode("latin-1"))


def is_short(headers: dict[str, str]) -> bool:
    """Return whether a request tells a length that is allowed."""
    length = headers.get("content-length", "0")
    is_number = length.isascii() and length.isdigit()
    return "transfer-encoding" not in headers and is_number and int(length) <= MAX_BODY


def with_policy(send: Send, host: str) -> Send:
    """Return a `send` that forbids the page to load from, or show itself in, others."""
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
    """Say no: to a page in words, to a websocket by closing it."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
    else:
        await answer(send, STATUS[reason], REFUSALS[reason])


async def answer(
    send: Send, status: int, text: str, headers: dict[str, str] | None = None
) -> None:
    """Send a whole answer of plain text."""
    given = {"content-type": "text/plain; charset=utf-8"} | (headers or {})
    pairs = [(k.encode(), v.encode()) for k, v in given.items()]
    await send({"type": "http.response.start", "status": status, "headers": pairs})
    await send({"type": "http.response.body", "body": text.encode()})
