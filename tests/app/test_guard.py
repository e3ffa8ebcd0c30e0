import asyncio

import pytest

from skgan.app._guard import Guard

HOST = "127.0.0.1:8642"
COOKIE = {"cookie": "skgan-8642=secret"}


async def inner(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"page"})


def ask(headers, query=b"", kind="http", method="GET", path="/"):
    """Return status (or close code), headers and body of an answer."""
    sent = []

    async def send(message):
        sent.append(message)

    pairs = [(k.encode(), v.encode()) for k, v in headers.items()]
    scope = {"type": kind, "headers": pairs, "query_string": query, "path": path}
    guard = Guard(inner, "secret", (HOST, "localhost:8642"))
    asyncio.run(guard(scope | {"method": method}, None, send))
    first = sent[0]
    named = {k.decode(): v.decode() for k, v in first.get("headers", [])}
    return first.get("status", first.get("code")), named, sent[-1].get("body")


def test_who_has_the_token_is_let_in_and_the_address_forgets_it():
    status, headers, _ = ask({"host": HOST}, b"token=secret")
    assert (status, headers["location"]) == (303, "/")
    assert headers["set-cookie"].endswith("HttpOnly; SameSite=Strict")
    status, headers, body = ask({"host": HOST} | COOKIE)
    assert (status, body) == (200, b"page")
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": HOST}, 403),
        ({"host": HOST, "cookie": "skgan-8642=wrong"}, 403),
        ({"host": HOST, "cookie": "\x80\xff;;=,"}, 403),
        ({"host": "evil.example"} | COOKIE, 421),
        ({"host": "127.0.0.1:1"} | COOKIE, 421),
        ({} | COOKIE, 421),
        ({"host": HOST, "origin": "http://evil.example"} | COOKIE, 403),
        ({"host": HOST, "origin": "null"} | COOKIE, 403),
        ({"host": HOST, "origin": "http://127.0.0.1:1"} | COOKIE, 403),
        ({"host": HOST, "sec-fetch-site": "cross-site"} | COOKIE, 403),
        ({"host": HOST, "sec-fetch-site": "same-site"} | COOKIE, 403),
        ({"host": HOST, "content-length": "1000001"} | COOKIE, 413),
        ({"host": HOST, "content-length": "-1"} | COOKIE, 413),
        ({"host": HOST, "transfer-encoding": "chunked"} | COOKIE, 413),
    ],
)
def test_others_are_refused(headers, status):
    assert ask(headers)[0] == status
    assert ask(headers, kind="websocket")[0] == 1008


def test_methods_and_tokens_that_are_no_text_are_refused():
    assert ask({"host": HOST} | COOKIE, method="PUT")[0] == 405
    assert ask({"host": HOST}, "token=\xff\x80".encode("latin-1"))[0] == 403


def test_a_redirect_stays_on_this_server():
    _, headers, _ = ask({"host": HOST}, b"token=secret", path="//evil.example")
    assert headers["location"] == "/evil.example"


def test_own_requests_pass():
    own = {"host": "localhost:8642", "origin": "http://localhost:8642"}
    own |= {"sec-fetch-site": "same-origin", "content-length": "10"}
    assert ask(own | COOKIE, method="POST")[0] == 200
