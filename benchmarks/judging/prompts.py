"""What is asked for: sentences that no caption of training has, half of them for pairs held out.

Every genre is asked for twice with a band, once with an instrument that training heard there and
once with one of another family that it never did; and every second genre once more without drums.
What each sentence means is known, so that a real loop of the same can be composed beside it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

import msgspec

from bridge.composing.casting import fit, offered
from bridge.composing.genre_files import genres
from bridge.composing.held_out import is_held_out
from bridge.composing.instruments import Instrument, instruments
from bridge.composing.roles import Role
from bridge.vocabulary.music import Key

BARS = 2

_WITH_DRUMS = (
    "{genre}: {instrument} up front, drums and bass behind",
    "let the {instrument} ride over a {genre} rhythm section of bass and drums",
    "I want {instrument} on a {genre} beat, and a bass under it",
    "{genre} where the {instrument} does the talking over bass and drums",
    "give me drums, bass and {instrument} the way {genre} is played",
    "{instrument} over {genre} drums with a bassline, please",
)
_WITHOUT_DRUMS = (
    "no drums, just {instrument} and bass in the manner of {genre}",
    "{genre} without drums: only {instrument}, and a bass",
    "drumless {genre} for {instrument} and bass",
    "only bass and {instrument} playing some {genre}, no beat",
)
# Where an instrument is heard best; others of its family go the same way.
_ROLES: tuple[Role, ...] = ("chords", "lead", "pad")


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence with what it means: `instrument` plays `role`, beside a bass and perhaps drums.

    `extra` asks leave out the drums that the genre has; the others come in pairs, one `held_out`.
    """

    prompt: str
    genre: str
    tempo_bpm: float
    key: Key | None
    instrument: str
    role: Role
    drums: bool
    extra: bool
    held_out: bool

    @property
    def family(self) -> str:
        return judged_family(instruments()[self.instrument])

    @property
    def roles(self) -> frozenset[str]:
        return frozenset({"bass", self.role} | ({"drums"} if self.drums else set()))


def middle_tempo_bpm(genre: str) -> float:
    return float(round(sum(genres()[genre].tempo_bpm) / 2))


def asks() -> list[Ask]:
    """All that is asked for, in the order of the genres."""
    return [ask for number, genre in enumerate(genres()) for ask in _asks_for(genre, number)]


def _asks_for(genre: str, number: int) -> Iterator[Ask]:
    draw = random.Random(f"ask/{genre}")
    known = draw.choice(list(_known(genre)))
    strange = draw.choice([pair for pair in _strange(genre) if _family(pair) != _family(known)])
    usual = genres()[genre].chances.drums >= 0.5
    for turn, pair in enumerate((known, strange)):
        yield _ask(genre, pair, 2 * number + turn, key=_key(number) if turn else None, drums=usual)
    if usual and number % 2:
        pair = (known, strange)[number // 2 % 2]
        yield _ask(genre, pair, number // 2, key=_key(number + 1), drums=False, extra=True)


def _ask(
    genre: str, pair: tuple[Role, str], turn: int, *, key: Key | None, drums: bool, extra: bool = False
) -> Ask:
    role, instrument = pair
    templates = _WITH_DRUMS if drums else _WITHOUT_DRUMS
    template = templates[turn % len(templates)]
    return Ask(
        prompt=template.format(genre=genre, instrument=instruments()[instrument].captions[0]),
        genre=genre,
        tempo_bpm=middle_tempo_bpm(genre),
        key=key,
        instrument=instrument,
        role=role,
        drums=drums,
        extra=extra,
        held_out=is_held_out(genre, instrument),
    )


def _known(genre: str) -> Iterator[tuple[Role, str]]:
    """The genre's own ways to play an instrument that training heard there."""
    own = offered(genres()[genre])
    return ((role, name) for role in _ROLES for name in own[role] if not is_held_out(genre, name))


def _strange(genre: str) -> Iterator[tuple[Role, str]]:
    """What was held out from the genre, each in the first role that fits it."""
    placed = {name: role for role in reversed(_ROLES) for name in fit(role)}
    return ((role, name) for name, role in placed.items() if is_held_out(genre, name))


def _family(pair: tuple[Role, str]) -> str:
    return judged_family(instruments()[pair[1]])


def judged_family(instrument: Instrument) -> str:
    """What the judge tells apart: kits and percussion are one to it, flutes and reeds are two."""
    return "drums" if instrument.is_kit else "flutes" if instrument.name == "flute" else instrument.family


def _key(number: int) -> Key:
    """The 24 keys, by fifths and by turns major and minor."""
    return Key(7 * number % 12, "minor" if (number + number // 12) % 2 else "major")


# The same genre in other words and in other languages: what is asked plainly by its name alone.
SAYINGS: dict[str, tuple[str, ...]] = {
    "classical": ("kammermusik wie im konzertsaal", "something a baroque ensemble would play"),
    "folk": ("musique folk acoustique", "songwriter stuff round a campfire, folky"),
    "country": ("música country del viejo oeste", "a honky-tonk band on a friday night"),
    "blues": ("ein blues im shuffle", "twelve-bar bluesy shuffle from chicago"),
    "gospel": ("gospel wie in der kirche", "sunday church praise band, gospel style"),
    "jazz swing": ("jazz qui swingue", "swinging jazz trio in a club, bebop"),
    "funk": ("funk grasso anni settanta", "funky stuff on the one"),
    "soul": ("música soul con alma", "motown soul, smooth and warm"),
    "disco": ("disco des années 70", "studio 54 disco dance floor"),
    "rock": ("muzyka rockowa na koncert", "rock band in a garage, loud"),
    "indie": ("indie-rock für eine studentenband", "indie rock, jangly"),
    "metal": ("heavy metal, sehr hart", "thrash metal headbanging"),
    "jungle": ("jungle aus den neunzigern", "ragga jungle breaks at full speed"),
    "uk garage": ("garage inglese a due passi, 2-step", "two-step ukg shuffle"),
    "synth-pop": ("pop synthétique des années 80, synthpop", "new wave electropop"),
    "minimal house": ("minimal, klickend und trocken", "microhouse, stripped down"),
    "house": ("música house para bailar", "chicago house, four to the floor"),
    "deep house": ("deep house para la madrugada", "deep and soulful house after midnight"),
    "techno": ("テクノ", "berlin warehouse techno at four in the morning"),
    "trance": ("trance euforico per il rave", "uplifting trance, hands in the air"),
    "drum and bass": ("drum'n'bass en la pista", "liquid dnb roller"),
    "dubstep": ("dubstep mit dickem wobble", "dubstep drop, half-time and filthy"),
    "synthwave": ("synthwave comme un film des années 80", "retrowave, neon night drive, outrun"),
    "ambient": ("música ambiente muy tranquila", "ambient soundscape, drifting"),
    "bossa nova": ("bossa-nova na praia de ipanema", "ボサノバ"),
    "samba": ("samba de carnaval do rio", "samba batucada for a parade"),
    "cumbia": ("una cumbia colombiana sabrosa", "cumbia from colombia for dancing"),
    "salsa": ("salsa para bailar en la habana", "cuban salsa with a montuno feel"),
    "reggaeton": ("reguetón para el perreo", "dembow reggaeton for the club"),
    "afrobeat": ("afrobeat nigérian façon fela", "afrobeat from lagos, fela kuti's kind"),
    "reggae": ("reggae na plaży", "roots reggae one drop from kingston"),
    "dub": ("dub mit viel echo aus jamaika", "king tubby dub with echoes"),
    "boom bap": ("boom-bap comme à new york en 94", "golden age hip hop, boom bap"),
    "lo-fi hip hop": ("ローファイ・ヒップホップ", "lofi beats to study to, chillhop"),
    "trap": ("trap oscuro de atlanta", "trap beat with rolling hats, atlanta"),
}


class Saying(msgspec.Struct, frozen=True):
    """A genre's name said otherwise."""

    genre: str
    prompt: str


def sayings() -> list[Saying]:
    """Each saying for a genre that can be composed."""
    return [Saying(genre, prompt) for genre in genres() for prompt in SAYINGS.get(genre, ())]
