"""The pinned lists hold what is asked for, with hashes, so that a fresh clone gets it."""

import re

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from diplomacy.folders import ROOT


def asked(name: str) -> list[Requirement]:
    lines = (line.partition("#")[0].strip() for line in (ROOT / f"{name}.in").read_text().splitlines())
    return [Requirement(line) for line in lines if line and not line.startswith("-c")]


def pinned(name: str) -> dict[str, str]:
    found = re.findall(
        r"^([\w.-]+)==(\S+) \\\n    --hash=sha256:[0-9a-f]{64}", (ROOT / f"{name}.txt").read_text(), re.M
    )
    return {canonicalize_name(package): version for package, version in found}


def is_met(wish: Requirement, version: str | None) -> bool:
    return version is not None and wish.specifier.contains(version)


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_what_is_asked_for_is_pinned_with_hashes(name: str) -> None:
    versions = pinned(name)

    missing = [str(wish) for wish in asked(name) if not is_met(wish, versions.get(canonicalize_name(wish.name)))]
    assert missing == [], "run make lock"


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_every_pin_names_no_place_of_its_own(name: str) -> None:
    lines = (ROOT / f"{name}.txt").read_text().splitlines()

    assert [line for line in lines if "://" in line or line.startswith("--")] == []


def test_both_lists_agree() -> None:
    running, developing = pinned("requirements"), pinned("requirements-dev")

    assert {name for name in running.keys() & developing.keys() if running[name] != developing[name]} == set()
