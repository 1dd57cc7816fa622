"""Reads the licences of models and sounds: which one a text names, and what it asks for."""

import re
from collections.abc import Iterable
from enum import Enum
from itertools import combinations

import msgspec

# Characters kept of an author or a licence.
MAX_RIGHTS = 200


class Duty(Enum):
    """What a licence asks of those who publish, the lightest first; the value says it to them."""

    NOTICE = "Keep the copyright notice where you pass the sounds themselves on."
    ATTRIBUTION = "Name the authors, link their licence and say what you changed."
    USE_LIMITS = "Keep to the use limits of the model's licence (its Attachment A), and pass them on."
    SHARE_ALIKE = "Publish your work under the same licence."
    NON_COMMERCIAL = "Don't use it commercially."
    NO_CHANGES = "Don't publish changed versions without the author's permission."
    ASK = "Read the terms of what is marked “unknown licence”, or ask its author, before you publish."


_STRICTNESS = {duty: number for number, duty in enumerate(Duty)}
CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"
_CC = "https://creativecommons.org/licenses"
_RAIL = "https://huggingface.co/spaces/CompVis/stable-diffusion-license"
_RAIL_PLUS = "https://huggingface.co/stabilityai/stable-diffusion-xl-base-1.0/blob/main/LICENSE.md"


class Licence(msgspec.Struct, frozen=True):
    """A licence: `name` as an SPDX id where it has one, else as its author wrote it; `link` where it can be
    read, if that is known."""

    name: str
    link: str = ""
    duties: tuple[Duty, ...] = ()

    @property
    def is_known(self) -> bool:
        return Duty.ASK not in self.duties

    def __str__(self) -> str:
        name = self.name if self.is_known else f"unknown licence: {self.name}"
        return f"{name}, {self.link}" if self.link else name


_CC_ZERO = Licence("CC0-1.0", CC0)
_MARK = Licence("CC-PDM-1.0", "https://creativecommons.org/publicdomain/mark/1.0/")
_RAIL_M = Licence("CreativeML OpenRAIL-M", _RAIL, (Duty.USE_LIMITS,))
_RAIL_PLUS_M = Licence("CreativeML OpenRAIL++-M", _RAIL_PLUS, (Duty.USE_LIMITS,))
# By their names in small letters, without spaces, hyphens and the like.
_NAMED = {
    **dict.fromkeys(("cc0", "cc010", "cczero", "creativecommons0", "creativecommonszero"), _CC_ZERO),
    "publicdomain": Licence("public domain"),
    "ccpdm10": _MARK,
    "mit": Licence("MIT", "https://opensource.org/license/mit", (Duty.NOTICE,)),
    "apache20": Licence("Apache-2.0", "https://www.apache.org/licenses/LICENSE-2.0", (Duty.NOTICE,)),
    **dict.fromkeys(("creativemlopenrailm", "openrailm"), _RAIL_M),
    **dict.fromkeys(("openrail++", "openrail++m", "creativemlopenrail++m"), _RAIL_PLUS_M),
}
_PARTS = {"sa": Duty.SHARE_ALIKE, "nc": Duty.NON_COMMERCIAL, "nd": Duty.NO_CHANGES}
# In words, in the order in which Creative Commons has them.
_WORDS = (("non ?commercial", "nc"), ("share ?alike", "sa"), ("no ?deriv(?:ative)?s?", "nd"))
_CC_NAME = re.compile(r"(?:cc|creative ?commons) by((?: (?:nc|sa|nd))*)(?: (\d\.\d))?(?: [a-z]{2,20})?")
_CC_LINK = re.compile(r"creativecommons\.org/(licenses/(by[a-z-]*)|publicdomain/[a-z]+)/(\d\.\d)", re.I)


def licence(text: str) -> Licence:
    """The licence that `text` names: an SPDX id, a usual name, or any text with a link of Creative Commons.

    What isn't known is kept as it is written, and counts as the strictest: it could ask for anything.
    """
    if found := _CC_LINK.search(text):
        if found[2]:
            return _creative_commons(found[2].lower().split("-")[1:], found[3])
        return _MARK if found[1].lower().endswith("/mark") else _CC_ZERO
    plain = " ".join(re.sub(r"[\s_/,.-]+(?!\d)", " ", text.lower()).replace("-", " ").split())
    plain = plain.removesuffix(" license").removesuffix(" licence").removesuffix(" international")
    if named := _NAMED.get(re.sub(r"[ .]", "", plain)):
        return named
    if found := _CC_NAME.fullmatch(_in_short(plain)):
        return _creative_commons(found[1].split(), found[2] or "4.0")
    return Licence(text.strip(), "", (Duty.ASK,))


def _in_short(plain: str) -> str:
    """`attribution noncommercial` as `cc by nc`, as some libraries of sounds call their licences."""
    for words, letters in _WORDS:
        plain = re.sub(words, letters, plain)
    if plain.startswith("attribution"):
        plain = f"cc {plain}"
    return plain.replace("attribution", "by")


def _creative_commons(parts: list[str], version: str) -> Licence:
    letters = "-".join(["by", *parts])
    duties = (Duty.ATTRIBUTION, *(_PARTS[part] for part in parts if part in _PARTS))
    return Licence(f"CC-{letters.upper()}-{version}", f"{_CC}/{letters}/{version}/", duties)


def strictest(licences: Iterable[Licence]) -> Licence:
    """The one that asks for most; of those that ask for the same the first. Raises `ValueError` for none."""
    return max(licences, key=lambda each: sorted((_STRICTNESS[duty] for duty in each.duties), reverse=True))


def duties(licences: Iterable[Licence]) -> list[Duty]:
    """All that `licences` together ask for, the lightest first."""
    return sorted({duty for each in licences for duty in each.duties}, key=_STRICTNESS.__getitem__)


def conflicts(licences: Iterable[Licence]) -> list[tuple[Licence, Licence]]:
    """Pairs that may not go together: a share-alike licence, and another that asks for more than credit."""
    light = {Duty.NOTICE, Duty.ATTRIBUTION}
    demanding = dict.fromkeys(each for each in licences if each.is_known and set(each.duties) - light)
    return [
        pair for pair in combinations(demanding, 2) if any(Duty.SHARE_ALIKE in each.duties for each in pair)
    ]
