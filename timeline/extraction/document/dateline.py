"""Read the dateline that opens a wire story: place, day, agency, dash."""

import re

from timeline.extraction.printed import DATA, DAY, MONTH, WEEKDAY, YEAR, month_number, safe_day
from timeline.extraction.reading import Dateline

_AGENCY = (
    r"(?:AP|AFP|CNN|UPI|ANI|PTI|IANS|DPA|dpa|EFE|IRNA|KCNA|SANA|WAM|SPA|KUNA|QNA|MENA|TASS|ITAR-TASS|APP|ISNA|FARS|"
    r"CBS|NBC|ABC|BBC|VOA|RFE/RL|RFA|PA|AA|ENA|ANSA|APW|Bloomberg|Reuters|REUTERS|Yonhap|Kyodo|Kyodo News|Jiji|"
    r"Jiji Press|Xinhua|Anadolu|Anadolu Agency|Sputnik|Interfax|Ukrinform|Korea Times|CNA|Focus Taiwan|Antara|Bernama|"
    r"Tasnim|Associated Press|The Associated Press|News Agency|JTA|EurActiv|RIA Novosti|Press TV|LETA|BTA|AKIpress|"
    r"KBS|NHK)"
)
_CAPITALS = r"[A-Z][A-Z'.’]+(?:[ /-][A-Z][A-Z'.’]*)*"
_CAPITALISED = r"[A-Z][\w'’.-]+(?:[ /-](?:of |de |the )?[A-Z][\w'’.-]+){0,3}"
_DATE = rf"(?:(?P<m1>{MONTH})\s?(?P<d1>{DAY})|(?P<d2>{DAY})\s(?P<m2>{MONTH}))(?:(?:,?\s|\s?/)(?P<year>{YEAR}))?"
_DASH = r"\s*(?:--+|—|-(?=\s)|_(?!\w)|\||/+(?=\s))\s*"
_MARK = r"(?:" + _DASH + r"|\s*:(?=\s)\s*)"
# South Asian and Gulf papers put a colon after the place; "PAUL:" before a speech looks the same.
_COLON_CITIES = (
    r"(?:NEW DELHI|DELHI|MUMBAI|KOLKATA|CHENNAI|BENGALURU|HYDERABAD|SRINAGAR|ISLAMABAD|KARACHI|LAHORE|PESHAWAR|DHAKA|"
    r"COLOMBO|KATHMANDU|KABUL|KUALA LUMPUR|SINGAPORE|DUBAI|ABU DHABI|RIYADH|JEDDAH|DOHA|BEIRUT|CAIRO|UNITED NATIONS|"
    r"WASHINGTON|LONDON|MOSCOW|RAWALPINDI|QUETTA|MUSCAT|MANAMA|BEIJING|GENEVA|PARIS|TEHRAN|ANKARA|SEOUL|TOKYO|MANILA|JAKARTA|HANOI|BANGKOK)"
)
_ROWS = (line.split("\t") for line in (DATA / "countries.tsv").read_text("utf-8").splitlines() if line[:1] != "#")
_COUNTRY = "(?:" + "|".join(sorted({re.escape(form) for row in _ROWS for form in row[1].split("|") if form})) + ")"
_SHAPES = (
    # SEOUL, May 9 (Yonhap) --    WASHINGTON (AP) —    NAIROBI, Kenya (AP) _    PARIS —    TEHRAN, August 8 (Xinhua) --
    rf"(?P<place>{_CAPITALS}(?:, (?!{MONTH}){_CAPITALISED}){{0,2}})(?:\s?,\s?{_DATE}\.?)?"
    rf"(?:\s?[(/\[]\s?(?P<agency>[^()\n/\]]{{2,40}})[)/\]])?(?:{_DASH}|(?<=[)\d/.]):\s)",
    rf"(?P<place>{_COLON_CITIES}):\s",
    # ANKARA (UrduPoint News / Sputnik - 08th November, 2020)
    rf"(?P<place>{_CAPITALS})\s?\((?P<agency>[^()\n]{{2,40}}?)\s?[-\u2013\u2014,]\s?{_DATE}\)\s",
    # Brussels, 3 March 2022 –    Geneva (Reuters) -    Tokyo, Jan. 5 (Kyodo) --    Rome [Italy], May 5:
    rf"(?P<place>{_CAPITALISED}(?:, (?!{MONTH}){_CAPITALISED}|\s?\[{_CAPITALISED}\]){{0,2}})"
    rf"(?:(?:,|:)?\s?{_DATE}\.?(?:\s?[(/\[]\s?(?P<agency>[^()\n/\]]{{2,40}})[)/\]]\.?)?"
    rf"|\s?[(/\[]\s?(?P<agency2>{_AGENCY})\s?[)/\]]){_MARK}",
    # Tirana, Albania -
    rf"(?P<place>{_CAPITALISED}, {_COUNTRY})\s+(?:--+|[\u2013\u2014-])\s+(?=[A-Z])",
    # Tehran, April 13, IRNA -
    rf"(?P<place>{_CAPITALISED}),\s{_DATE}\.?,\s?(?P<agency>{_AGENCY}){_MARK}",
    # Baku, October 7, AZERTAC (alone on its line)
    rf"(?P<place>{_CAPITALISED}),\s{_DATE}\.?,\s?(?P<agency>[A-Z]{{3,20}})\s*$",
    # New Delhi, April 16 (alone on its line)
    rf"(?P<place>{_CAPITALISED}),\s{_DATE}\s*$",
    # YEREVAN, MAY 14, ARMENPRESS:
    rf"(?P<place>{_CAPITALS}),\s{_DATE}\.?,\s?(?P<agency>[A-Z]{{3,20}}):\s",
    # Oslo, 2 April 2019. The minister ...
    rf"(?P<place>{_CAPITALISED}),\s{_DATE}(?<=\d\d\d\d)\.\s+(?=[A-Z])",
    # New Delhi, Nov 5 (PTI) The minister ...
    rf"(?P<place>{_CAPITALISED}),\s{_DATE}\.?\s?[(/\[]\s?(?P<agency>{_AGENCY})\s?[)/\]]\s+(?=[A-Z])",
    # Addis Ababa December 9/2021 /ENA/    Addis Ababa, May 3, 2022 (ENA)
    rf"(?P<place>{_CAPITALISED}),?\s{_DATE}\s?[(/\[]\s?(?P<agency>{_AGENCY})\s?[)/\]]\s*(?=[A-Z])",
    # MOSCOW, March 3. /TASS/.    ANKARA
    rf"(?P<place>{_CAPITALS}),\s{_DATE}\.?\s?[/(](?P<agency>[^()\n/]{{2,40}})[/)]\.?\s*",
    # (CNN) --    (Reuters) -    Aug. 11 (UPI) --
    rf"(?P<place>)(?:{_DATE}\s)?\(\s?(?P<agency>{_AGENCY})\s?\){_MARK}",
)
_BARE_DAY = re.compile(rf"(?:{WEEKDAY},?\s)?{_DATE}\.?")
_PATTERNS = tuple(re.compile(shape) for shape in _SHAPES)
# No place: a day or a sender before a colon, or a speaker's name in a transcript.
_NO_PLACE = re.compile(
    r"(?i)(q|a|file|photo|video|question|answer|moderator|secretary|minister|president|mr|ms|mrs|update|note|breaking|watch|exclusive|"
    r"analysis|opinion|fact sheet|factbox|readout|transcript|statement|remarks|summary|background|date|subject|re|for)"
    r"\b.*"
)
_MAX_LENGTH = 110
# A day without its year may be the 29th of February.
LEAP_YEAR = 2000


def read_dateline(text: str, offset: int) -> tuple[Dateline, str | None] | None:
    """Read the dateline at the start of a body paragraph; give it with the agency named, or None.

    The span covers all that is to be blanked, dash included. The day has the year only if it is printed.
    """
    for pattern in _PATTERNS:
        match = pattern.match(text[:_MAX_LENGTH])
        if match and not _NO_PLACE.fullmatch(match["place"]) and _is_opening(match, text):
            groups = match.groupdict()
            agency = groups.get("agency") or groups.get("agency2")
            dateline = Dateline(match["place"], _edtf(match), offset, offset + match.end())
            return dateline, agency
    return None


def read_bare_day(text: str, offset: int) -> Dateline | None:
    """Read a day that stands alone on a line as a dateline without a place."""
    match = _BARE_DAY.fullmatch(text.strip())
    edtf = _edtf(match) if match else None
    return Dateline("", edtf, offset, offset + len(text)) if edtf else None


def _is_opening(match: re.Match[str], text: str) -> bool:
    """Refuse a headline of the form "BREAKING: …" and a line that is all capitals."""
    rest = text[match.end() :]
    return not rest or any(letter.islower() for letter in rest[:60])


def _edtf(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    month, day = groups.get("m1") or groups.get("m2"), groups.get("d1") or groups.get("d2")
    if not month or not day:
        return None
    number = int(re.sub(r"[^0-9]", "", day))
    if safe_day(int(groups.get("year") or LEAP_YEAR), month_number(month), number) is None:
        return None
    return f"{groups.get('year') or 'XXXX'}-{month_number(month):02d}-{number:02d}"
