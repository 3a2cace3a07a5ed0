"""Names and seats of countries, as the reading's word list has them."""

from functools import cache

from timeline.extraction.lexicon import rows

# In running text these names take an article.
_WITH_ARTICLE = {"USA", "GBR", "ARE", "NLD", "PHL", "CZE", "DOM", "BHS", "GMB", "MDV", "CAF", "COD", "COG"}


@cache
def countries() -> dict[str, tuple[str, str]]:
    """Give the name and the seat of government (may be empty) of each country by its ISO 3166-1 alpha-3 code."""
    return {
        cells[0]: (cells[1].split("|")[0], cells[4].split("|")[0] if len(cells) > 4 else "")
        for cells in rows("countries.tsv")
    }


def country_name(code: str) -> str:
    """Give a country's name; a code that the list does not have is its own name."""
    return countries().get(code, (code, ""))[0]


def country_in_text(code: str) -> str:
    """Give a country's name as it stands in a sentence: "the United States"."""
    return f"the {country_name(code)}" if code in _WITH_ARTICLE else country_name(code)


def seat(code: str) -> str:
    """Give the capital that stands for the government, else the country's name."""
    return countries().get(code, ("", ""))[1] or country_in_text(code)
