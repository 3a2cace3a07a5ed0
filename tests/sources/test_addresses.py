import pytest

from timeline.sources.addresses import AddressError, is_public, numbers_to_ask, parse

PUBLIC = {
    "a public address": ("8.8.8.8", True),
    "a public IPv6 address": ("2606:4700:4700::1111", True),
    "a public address translated for IPv6 networks": ("64:ff9b::808:808", True),
    "loopback": ("127.0.0.1", False),
    "all of loopback": ("127.8.9.10", False),
    "this host": ("0.0.0.0", False),
    "private, class A": ("10.1.2.3", False),
    "private, class B": ("172.16.0.1", False),
    "private, class C": ("192.168.1.1", False),
    "shared by a provider's customers": ("100.64.0.1", False),
    "link-local, where clouds keep their secrets": ("169.254.169.254", False),
    "multicast": ("224.0.0.1", False),
    "multicast that counts as global": ("232.1.2.3", False),
    "reserved": ("240.0.0.1", False),
    "broadcast": ("255.255.255.255", False),
    "documentation": ("192.0.2.1", False),
    "IPv6 loopback": ("::1", False),
    "IPv6 unspecified": ("::", False),
    "IPv6 link-local": ("fe80::1", False),
    "IPv6 link-local with its interface": ("fe80::1%eth0", False),
    "IPv6 private": ("fd00::1", False),
    "IPv6 multicast": ("ff02::1", False),
    "IPv6 site-local": ("fec0::1", False),
    "IPv4 loopback as IPv6": ("::ffff:127.0.0.1", False),
    "IPv4 public as IPv6": ("::ffff:8.8.8.8", False),
    "IPv4 private inside 6to4": ("2002:a01:203::1", False),
    "IPv4 private behind NAT64": ("64:ff9b::a01:203", False),
    "Teredo": ("2001:0:4136:e378:8000:63bf:3fff:fdd2", False),
    "no number": ("news.example", False),
}


@pytest.mark.parametrize("case", PUBLIC)
def test_is_public_tells(case):
    number, wanted = PUBLIC[case]

    assert is_public(number) is wanted


PARSED = {
    "plain": ("https://news.example/a?b=c#d", "https://news.example/a?b=c", "news.example"),
    "capitals": ("HTTPS://News.Example/A", "https://news.example/A", "news.example"),
    "no path": ("http://news.example", "http://news.example/", "news.example"),
    "the usual port": ("https://news.example:443/", "https://news.example/", "news.example"),
    "another port": ("http://news.example:8080/x", "http://news.example:8080/x", "news.example:8080"),
    "a final dot": ("http://news.example./x", "http://news.example/x", "news.example"),
    "blanks in the path": ("http://news.example/a b", "http://news.example/a%20b", "news.example"),
    "letters beyond ASCII": (
        "https://bücher.example/ö",
        "https://xn--bcher-kva.example/%C3%B6",
        "xn--bcher-kva.example",
    ),
    "IPv6": ("http://[2606:4700::1]/x", "http://[2606:4700::1]/x", "[2606:4700::1]"),
}


@pytest.mark.parametrize("case", PARSED)
def test_parse_gives_the_normal_form(case):
    url, wanted, authority = PARSED[case]

    address = parse(url)

    assert (address.url, address.authority) == (wanted, authority)


REFUSED = {
    "a file": ("file:///etc/passwd", "only http and https addresses are read, not file"),
    "another protocol": ("ftp://news.example/x", "only http and https addresses are read, not ftp"),
    "a script": ("javascript:alert(1)", "only http and https addresses are read, not javascript"),
    "no scheme": ("//news.example/x", "only http and https addresses are read, not one without a scheme"),
    "a password": (
        "https://me:secret@news.example/",
        "the address carries a user name or password; leave them out",
    ),
    "a name before the host": (
        "https://8.8.8.8@127.0.0.1/",
        "the address carries a user name or password; leave them out",
    ),
    "no host": ("https:///x", "there is no host in the address; write it as https://host/path"),
    "no such port": ("https://news.example:99999/", "this is no web address; write it as https://host/path"),
    "broken brackets": ("https://[::1/", "this is no web address; write it as https://host/path"),
    "too long": ("https://news.example/" + "a" * 2000, "the address is too long: 2,021 characters; the limit is 2,000"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_parse_refuses_with_a_reason(case):
    url, reason = REFUSED[case]

    with pytest.raises(AddressError) as caught:
        parse(url)

    assert str(caught.value) == reason


NUMBERS = {
    "a private number": (
        "https://127.0.0.1/",
        None,
        "127.0.0.1 is 127.0.0.1, which is no public address; it is not asked",
    ),
    "the machine by its name": ("http://localhost/", None, "localhost is "),
    "a number in disguise": ("http://2130706433/", None, "2130706433 is 127.0.0.1, which is no public address"),
    "a name for a private number": ("http://intra.example/", ["10.0.0.7"], "intra.example is 10.0.0.7, which is no"),
    "one private number among public ones": (
        "http://mixed.example/",
        ["8.8.8.8", "192.168.0.1"],
        "mixed.example is 192.168.0.1, which is no public address; it is not asked",
    ),
    "a port of mail servers": (
        "http://a.example:25/",
        ["8.8.8.8"],
        "port 25 is no port of web servers; it is not asked",
    ),
    "no numbers at all": ("http://none.example/", [], "the host none.example has no address"),
}


@pytest.mark.parametrize("case", NUMBERS)
def test_numbers_to_ask_refuses_with_a_reason(case):
    url, numbers, reason = NUMBERS[case]
    resolver = {} if numbers is None else {"resolver": lambda host, port: numbers}

    with pytest.raises(AddressError) as caught:
        numbers_to_ask(parse(url), **resolver)

    assert str(caught.value).startswith(reason)


def test_an_unknown_host_is_named():
    with pytest.raises(AddressError) as caught:
        numbers_to_ask(parse("https://no-such-host.invalid/"))

    assert str(caught.value) == "the host no-such-host.invalid is not known; check the address and the network"


def test_the_allowance_of_tests_is_for_one_number_and_port_only():
    allowed = {("127.0.0.1", 5001)}

    assert numbers_to_ask(parse("http://127.0.0.1:5001/"), allowed) == ["127.0.0.1"]
    for other in ("http://127.0.0.1:5002/", "http://127.0.0.2:5001/"):
        with pytest.raises(AddressError):
            numbers_to_ask(parse(other), allowed)
