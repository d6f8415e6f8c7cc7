"""Which addresses may be fetched: http and https, and no machine inside one's own networks.

The name is resolved once and the connection made to that very address, so that a name cannot
answer differently the second time.
"""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import SplitResult, urlsplit

from dateline.model import FetchError

# Never on the public internet, though some versions of Python call them global (IANA's registries
# of special-purpose addresses; fec0::/10 is RFC 3879's, 64:ff9b:1::/48 RFC 8215's).
_CLOSED = tuple(
    ipaddress.ip_network(network)
    for network in ("192.0.0.0/24", "192.88.99.0/24", "fec0::/10", "64:ff9b:1::/48", "100::/64",
                    "2001:2::/48", "3fff::/20", "5f00::/16")
)  # fmt: skip
_SCHEMES = {"http": 80, "https": 443}


def checked(address: str) -> SplitResult:
    """The parts of an address that may be fetched; FetchError where its form forbids it."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise FetchError(f"not an address: {error}", where=address[:200]) from error
    if parts.scheme.lower() not in _SCHEMES:
        raise FetchError(
            f"addresses of {parts.scheme!r} are not read",
            where=address[:200],
            remedy="give an http or https address, or a path",
        )
    if not parts.hostname or port == 0:
        raise FetchError("the address names no host", where=address[:200])
    return parts


def resolve(parts: SplitResult, *, private: bool) -> str:
    """An IP address of the host; FetchError where there is none or it must not be asked."""
    host = parts.hostname or ""
    where = parts.geturl()[:200]
    port = parts.port or _SCHEMES[parts.scheme.lower()]
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(
            f"the host {host!r} is not known: {error}", where=where, remedy="check the address"
        ) from error
    numbers = [str(entry[4][0]).partition("%")[0] for entry in found]
    for number in numbers:
        if not private and not is_public(number):
            raise FetchError(
                f"{host!r} is {number}, an address inside a private network",
                where=where,
                remedy="allow it with --allow-private if you trust it",
            )
    return numbers[0]


def is_public(number: str) -> bool:
    """Whether an IP address belongs to the public internet, also where it wraps another one."""
    ip = ipaddress.ip_address(number)
    if isinstance(ip, ipaddress.IPv6Address):
        for inner in (
            ip.ipv4_mapped,
            ip.sixtofour,
            ip.teredo[1] if ip.teredo else None,
            _nat64(ip),
        ):
            if inner is not None:
                return is_public(str(inner))
    closed = any(ip in network for network in _CLOSED if network.version == ip.version)
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and not closed


def _nat64(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if ip in ipaddress.ip_network("64:ff9b::/96"):
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return None
