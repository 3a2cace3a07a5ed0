"""Fetch one address safely: public hosts only, at every redirect, within limits of size and time, politely.

url ─ addresses.parse ─▶ Address ─ robots.txt lets us ─ addresses.numbers_to_ask ─▶ numbers ─ connect to one ─▶ answer
  ├─ redirect ─▶ the same again for the next address
  ├─ 304 ─▶ NotModified
  └─ 200 ─▶ body, unpacked within the limit ─▶ Fetched
"""

import ssl
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from email.message import Message
from functools import cache
from http import HTTPStatus
from urllib.parse import urljoin

import certifi
from django.conf import settings
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from timeline.extraction.source import SourceError
from timeline.sources import robots, turns
from timeline.sources.addresses import Address, Endpoint, Resolver, numbers_to_ask, parse, resolve
from timeline.sources.deadline import Deadline

USER_AGENT = "Readout/0.1 (timeline of diplomatic events; reads single pages and feeds for researchers)"
PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/pdf", "message/rfc822"})
FEED_TYPES = frozenset(
    {
        *("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"),
        *("application/xml", "text/xml", "application/json"),
        # Many servers send their feeds as one of these.
        *("text/html", "text/plain"),
    }
)
TEXT_TYPES = frozenset({"text/plain"})
# What a server says that does not know what it sends: the first bytes tell.
UNKNOWN_TYPES = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/x-download"})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
ENCODINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
CHUNK = 64 * 1024


class FetchError(SourceError):
    """An address that gave nothing to read; `status` is the server's, if it answered.

    `is_lasting` tells what will fail the same way again from what may work later, `retry_after` (seconds) when the
    server asks to be left alone until then.
    """

    def __init__(
        self, why: str, *, status: int | None = None, is_lasting: bool = False, retry_after: float | None = None
    ) -> None:
        super().__init__(why)
        self.status = status
        self.is_lasting = is_lasting
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Policy:
    """The limits of a request. `allowed` names the servers of tests, by number and port; there is none but in tests.

    Times are seconds: `patience` for one step of the talk, `total` for all of it with its redirects, `gap` between two
    requests to one host. `heeds_robots` is off only where tests count the requests.
    """

    max_bytes: int = 20_000_000
    max_redirects: int = 5
    patience: float = 20
    total: float = 60
    gap: float = 1
    allowed: frozenset[Endpoint] = frozenset()
    heeds_robots: bool = True


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: `url` is where it was found in the end, `body` the bytes unpacked.

    `media_type` and `charset` are as the server says, in lower case, "" where it says nothing.
    """

    url: str
    body: bytes = field(repr=False)
    media_type: str = ""
    charset: str = ""
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class NotModified:
    """The server says that nothing has changed since the `etag` or `last_modified` it gave."""

    url: str


def fetch(
    url: str,
    *,
    etag: str = "",
    last_modified: str = "",
    types: frozenset[str] = PAGE_TYPES,
    heeds_robots: bool = True,
    policy: Policy | None = None,
    resolver: Resolver = resolve,
) -> Fetched | NotModified:
    """Fetch an address; raise SourceError (AddressError, FetchError) with a reason fit to show to a user.

    `etag` and `last_modified` are those of the last time; `types` are the media types that are of use. Without
    `heeds_robots` the page is read whatever its host's robots.txt says.
    """
    policy = policy or getattr(settings, "FETCH_POLICY", None) or Policy()
    policy = replace(policy, heeds_robots=policy.heeds_robots and heeds_robots)
    conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    headers = _headers(types) | {name: value for name, value in conditions.items() if value}
    return _follow(parse(url), headers, types, policy, resolver)


def _follow(
    address: Address, headers: Mapping[str, str], types: frozenset[str], policy: Policy, resolver: Resolver
) -> Fetched | NotModified:
    """Ask an address, and where it sends us on to."""
    wanted = _heed(address, policy, resolver) if policy.heeds_robots else 0.0
    if policy.gap:
        turns.wait(address.host, max(policy.gap, wanted), settings.READOUT_FETCH_TURNS)
    with Deadline(policy.total) as deadline:
        for step in range(policy.max_redirects + 1):
            if step and policy.heeds_robots:
                _heed(address, policy, resolver)
            numbers = numbers_to_ask(address, policy.allowed, resolver)
            found = _ask(address, numbers, headers, types, policy, deadline)
            if not isinstance(found, str):
                return found
            address = parse(urljoin(address.url, found))
    raise FetchError(f"more than {policy.max_redirects} redirects, one after the other", is_lasting=True)


def _heed(address: Address, policy: Policy, resolver: Resolver) -> float:
    """Give the seconds that a host wants between requests; raise FetchError if it asks us not to read the address."""

    def get(place: str) -> str | None:
        alone = replace(policy, heeds_robots=False, max_bytes=robots.MAX_BYTES)
        try:
            found = _follow(parse(place), _headers(TEXT_TYPES), TEXT_TYPES, alone, resolver)
        except FetchError as error:
            # A host that has no rules lets everybody read; one that cannot say at the moment does not (RFC 9309).
            if error.is_lasting or (error.status and error.status < HTTPStatus.INTERNAL_SERVER_ERROR):
                return None
            raise
        return found.body.decode("utf-8", "replace") if isinstance(found, Fetched) else None

    rules = robots.HOSTS.of(address.url, get)
    if not robots.may_read(rules, address.url):
        raise FetchError(
            f"robots.txt of {address.host} asks programs not to read this page; "
            "if you may all the same, say why: manage.py ingest --despite-robots WHY",
            is_lasting=True,
        )
    return robots.delay(rules)


def _headers(types: frozenset[str]) -> dict[str, str]:
    return {
        "User-Agent": USER_AGENT,
        "Accept": ", ".join(sorted(types)) + ", */*;q=0.1",
        "Accept-Encoding": "gzip, deflate",
        "Accept-Language": "en, *;q=0.5",
        "Connection": "close",
    }


def _ask(
    address: Address,
    numbers: list[str],
    headers: Mapping[str, str],
    types: frozenset[str],
    policy: Policy,
    deadline: Deadline,
) -> Fetched | NotModified | str:
    """Make one request; give what came, or the address that the server sends us on to."""
    try:
        with closing(_connect(address, numbers, policy, deadline)) as connection:
            connection.request(
                "GET", address.path, headers={"Host": address.authority, **headers}, preload_content=False
            )
            with closing(connection.getresponse()) as response:
                found = _take(address, response, types, policy)
        if deadline.is_over:
            # An answer without a length ends where the connection does: this one is only a part.
            raise TimeoutError
    except (HTTPError, OSError, ValueError) as error:
        if isinstance(error, SourceError):
            raise
        if deadline.is_over:
            raise FetchError(f"gave up after {policy.total:g} seconds: the server is too slow") from None
        raise FetchError(_reason(address, error, policy)) from None
    return found


def _connect(address: Address, numbers: list[str], policy: Policy, deadline: Deadline) -> HTTPConnection:
    """Connect to the first number that answers; the certificate has to be the host's."""
    for last, number in enumerate(numbers, 1 - len(numbers)):
        connection = (
            HTTPSConnection(
                number,
                address.port,
                timeout=policy.patience,
                ssl_context=_ssl_context(),
                server_hostname=address.host,
                assert_hostname=address.host,
            )
            if address.scheme == "https"
            else HTTPConnection(number, address.port, timeout=policy.patience)
        )
        try:
            connection.connect()
            deadline.watch(connection.sock)
        except (HTTPError, OSError):
            connection.close()
            if last == 0 or deadline.is_over:
                raise
        else:
            return connection
    raise AssertionError("a host without numbers is refused before")


@cache
def _ssl_context() -> ssl.SSLContext:
    """Trust the authorities of this machine and those that browsers trust."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _take(
    address: Address, response: BaseHTTPResponse, types: frozenset[str], policy: Policy
) -> Fetched | NotModified | str:
    if response.status in REDIRECTS and response.headers.get("Location"):
        return response.headers["Location"].strip()
    if response.status == HTTPStatus.NOT_MODIFIED:
        return NotModified(address.url)
    if response.status != HTTPStatus.OK:
        raise _refusal(response)
    kind = Message()
    kind["Content-Type"] = response.headers.get("Content-Type", "")
    media_type = kind.get_content_type() if response.headers.get("Content-Type", "").strip() else ""
    if media_type not in types | UNKNOWN_TYPES:
        raise FetchError(f"this is {media_type}, which is not read", status=response.status, is_lasting=True)
    return Fetched(
        url=address.url,
        body=_body(response, policy.max_bytes),
        media_type="" if media_type in UNKNOWN_TYPES else media_type,
        charset=(kind.get_content_charset() or "").lower(),
        etag=response.headers.get("ETag", ""),
        last_modified=response.headers.get("Last-Modified", ""),
    )


def _body(response: BaseHTTPResponse, limit: int) -> bytes:
    """Read and unpack the body piece by piece, so that a bomb is left where it passes the limit."""
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in ENCODINGS:
        raise FetchError(f"packed as {encoding[:40]!r}, which was not asked for", is_lasting=True)
    too_large = FetchError(f"too large: more than {limit:,} bytes", is_lasting=True)
    length = response.headers.get("Content-Length", "")
    if length.isdecimal() and int(length) > limit:
        raise too_large
    body = bytearray()
    for piece in response.stream(CHUNK, decode_content=True):
        body += piece
        if len(body) > limit:
            raise too_large
    return bytes(body)


def _refusal(response: BaseHTTPResponse) -> FetchError:
    status = response.status
    wait = response.headers.get("Retry-After", "")
    try:
        name = HTTPStatus(status).phrase
    except ValueError:
        name = "no known status"
    is_lasting = 400 <= status < 500 and status not in (408, 425, 429)
    advice = "check the address" if is_lasting else "try again later"
    return FetchError(
        f"the server answered {status} ({name}); {advice}",
        status=status,
        is_lasting=is_lasting,
        retry_after=float(wait) if wait.isdecimal() and len(wait) < 8 else None,
    )


def _reason(address: Address, error: Exception, policy: Policy) -> str:
    """Say in words what went wrong on the way."""
    told = f"{type(error).__name__} {error}".lower()
    if "timed out" in told or "timeout" in told:
        return f"no answer from {address.host} within {policy.patience:g} seconds; try again later"
    if "certificate" in told:
        return f"the certificate of {address.host} is not valid for it; the page is not read"
    if "refused" in told:
        return f"{address.host} refuses connections; try again later"
    if "incompleteread" in told or "decod" in told:
        return "the answer broke off or is garbled; try again later"
    return f"no proper answer from {address.host} ({type(error).__name__}); try again later"
