"""Tell whether two web addresses are of one page."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from w3lib.url import canonicalize_url

# The column of an address holds as much, and an index entry of PostgreSQL has to.
LONGEST = 2000
DEFAULT_PORTS = {"http": 80, "https": 443}
# Parameters that say where a reader came from, never which page it is: those of Google Analytics, Facebook, Google,
# Microsoft, Yandex, Twitter, Instagram, TikTok, Mailchimp, HubSpot, Marketo, Adobe (their manuals). Exact names only:
# “source”, “ref” or “cid” name the article itself on some sites, and two articles must never become one.
TRACKING = frozenset({
    "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "ysclid", "twclid", "igshid", "igsh",
    "ttclid", "mc_cid", "mc_eid", "_hsenc", "_hsmi", "mkt_tok", "s_cid", "_ga", "_gl",
})  # fmt: skip
TRACKING_PREFIX = "utm_"


def address_key(url: str | None) -> str:
    """Give what all spellings of a page's address share; "" if it names no single page.

    Scheme, case of the host, default port, order of the parameters, tracking parameters, the fragment and the last
    slash do not tell pages apart. A site's front page is no address of an article: it shows another text each day.
    """
    try:
        parts = urlsplit(canonicalize_url((url or "").strip(), keep_fragments=True))
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
        return ""
    host = parts.hostname if port in (None, DEFAULT_PORTS[parts.scheme]) else f"{parts.hostname}:{port}"
    query = urlencode([pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _is_tracking(pair[0])])
    # Pages of some sites differ in what stands behind "#!" alone.
    fragment = parts.fragment if parts.fragment.startswith("!") else ""
    path = parts.path.rstrip("/")
    if not (path or query or fragment):
        return ""
    key = host + path + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")
    return key if len(key) <= LONGEST else ""


def _is_tracking(name: str) -> bool:
    name = name.lower()
    return name in TRACKING or name.startswith(TRACKING_PREFIX)
