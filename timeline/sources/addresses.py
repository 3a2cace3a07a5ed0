"""Decide which web addresses may be asked: public hosts only, by the number that the connection is made to."""

import socket
from collections.abc import Callable, Collection
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from timeline.extraction.source import SourceError

PORTS = {"http": 80, "https": 443}
# Where web servers listen; on any other port something else may, which a request must not be made to talk to.
WEB_PORTS = frozenset({80, 443, 8000, 8008, 8080, 8443})
# Browsers and servers agree on about this much.
MAX_URL = 2000
# IPv4 addresses in the clothes of IPv6: translated at the border of networks that have only IPv6 (RFC 6052).
NAT64 = IPv6Network("64:ff9b::/96")

# A number and a port that may be asked although they are not public.
Endpoint = tuple[str, int]
Resolver = Callable[[str, int], list[str]]


class AddressError(SourceError):
    """A web address that is not asked; the message says why in one line."""


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of a web address that a request needs; `path` carries the query, never the fragment."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """Give host and port as the Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """Give the whole address."""
        return f"{self.scheme}://{self.authority}{self.path}"


def is_address(name: str) -> bool:
    """Tell a web address, or what is meant as one (`ftp://…`), from the name of a file."""
    scheme, mark, _ = name.partition("://")
    return bool(mark) and scheme.isalnum()


def parse(url: str) -> Address:
    """Take a web address apart; raise AddressError unless it is http or https, without a password, on a web port."""
    if len(url) > MAX_URL:
        raise AddressError(f"the address is too long: {len(url):,} characters; the limit is {MAX_URL:,}")
    try:
        parts = parse_url(url.strip())
    except (LocationParseError, ValueError):
        raise AddressError("this is no web address; write it as https://host/path") from None
    scheme = (parts.scheme or "").lower()
    if scheme not in PORTS:
        raise AddressError(f"only http and https addresses are read, not {scheme or 'one without a scheme'}")
    if parts.auth is not None:
        raise AddressError("the address carries a user name or password; leave them out")
    host = (parts.host or "").strip("[]").rstrip(".").lower()
    if not host:
        raise AddressError("there is no host in the address; write it as https://host/path")
    return Address(scheme, host, PORTS[scheme] if parts.port is None else parts.port, parts.request_uri)


def resolve(host: str, port: int) -> list[str]:
    """Give the numbers of a host, each once, in the order of the resolver."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise AddressError(f"the host {host} is not known; check the address and the network") from None
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def numbers_to_ask(address: Address, allowed: Collection[Endpoint] = (), resolver: Resolver = resolve) -> list[str]:
    """Give the numbers that a connection may be made to; raise AddressError if any number of the host is not public.

    Whoever connects to one of these numbers, and resolves no more, cannot be led elsewhere by a second answer.
    """
    numbers = resolver(address.host, address.port)
    if not numbers:
        raise AddressError(f"the host {address.host} has no address")
    strange = [number for number in numbers if (number, address.port) not in allowed]
    private = next((number for number in strange if not is_public(number)), None)
    if private:
        raise AddressError(f"{address.host} is {private}, which is no public address; it is not asked")
    if strange and address.port not in WEB_PORTS:
        raise AddressError(f"port {address.port} is no port of web servers; it is not asked")
    return numbers


def is_public(number: str) -> bool:
    """Tell whether a number is a public host's: not private, loopback, link-local, multicast, reserved or mapped."""
    try:
        address = ip_address(number)
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        inner = _inner(address)
        if inner is not None:
            # An address that only wraps an IPv4 one is a way around rules for that; NAT64 alone is in honest use.
            return address in NAT64 and _is_global(inner)
        if address.is_site_local:
            return False
    return _is_global(address)


def _inner(address: IPv6Address) -> IPv4Address | None:
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)


def _is_global(address: IPv4Address | IPv6Address) -> bool:
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)
