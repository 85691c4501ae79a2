"""Which addresses a webhook may go to: nobody lets us knock on doors inside our own walls."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

from motcua.kernel.errors import Invalid

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
LONGEST = 2000
_NAT64 = IPv6Network("64:ff9b::/96")
#: Given up as addresses of the open Internet, and still used inside: site-local (RFC 3879) and the
#: relays of 6to4 (RFC 7526).
_GIVEN_UP = (IPv6Network("fec0::/10"), IPv4Network("192.88.99.0/24"))


class AddressRefused(Invalid):
    """We do not call this address; `why` is one of: spelling, scheme, private."""

    code = "address-refused"


def networks(told: str) -> tuple[Network, ...]:
    """:raises ValueError: not networks with commas between"""
    return tuple(ip_network(part.strip()) for part in told.split(",") if part.strip())


def is_open(address: Address, allowed: Sequence[Network] = ()) -> bool:
    """Whether it may be called: it lies in the open Internet, or is expressly allowed.

    An IPv4 address inside an IPv6 one (mapped, 6to4, Teredo, NAT64) is judged as what it is.
    """
    if any(address in network for network in allowed if network.version == address.version):
        return True
    inner = _inner(address)
    if inner is not None:
        return is_open(inner, allowed)
    if any(address in network for network in _GIVEN_UP if network.version == address.version):
        return False
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified
    )


def _inner(address: Address) -> IPv4Address | None:
    if isinstance(address, IPv4Address):
        return None
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def check(told: str, *, allowed: Sequence[Network] = (), is_https_needed: bool = True) -> str:
    """The host of an address that may be tried; what a name resolves to is checked when it is.

    :raises AddressRefused: spelt wrongly, not https, or a literal address inside the walls
    """
    try:
        parts = urlsplit(told)
        host, _ = parts.hostname or "", parts.port
    except ValueError as wrong:
        raise AddressRefused("this is no address", field="address", why="spelling") from wrong
    plain = told.isascii() and told.isprintable() and " " not in told and "\\" not in told
    if not plain or not host or parts.username is not None or len(told) > LONGEST:
        raise AddressRefused("this is no address", field="address", why="spelling")
    literal = _literal(host)
    if literal is not None and not is_open(literal, allowed):
        raise AddressRefused("not a public address", field="address", why="private")
    is_inside = literal is not None and any(
        literal in network for network in allowed if network.version == literal.version
    )
    plain_is_fine = not is_https_needed or is_inside
    if parts.scheme != "https" and not (parts.scheme == "http" and plain_is_fine):
        raise AddressRefused("https:// is needed", field="address", why="scheme")
    return host


def _literal(host: str) -> Address | None:
    try:
        return ip_address(host.partition("%")[0])
    except ValueError:
        return None
