"""A piece as DAWs see it: tracks of looped clips of sound and of notes, at places in quarter notes. Pure.

Every project format is written from this.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import PureWindowsPath

import msgspec

from bridge import PROGRAM
from bridge.composing.midi_file import NoteTrack
from bridge.pieces.arrangement import Arrangement, Part, Place
from bridge.pieces.credits import Credit, as_tag, authors, credits_text, whole_licence
from bridge.requests.kinds import one_line
from bridge.vocabulary.music import Meter


class Media(msgspec.Struct, frozen=True):
    """A sound file of the project: one round of a loop. `file` is its name in the folder of sounds."""

    file: str
    frames: int
    rate_hz: int
    channels: int

    @property
    def seconds(self) -> Fraction:
        return Fraction(self.frames, self.rate_hz)


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A clip on a track: from `start` on, `rounds` rounds of `length`, both in quarter notes. It holds a
    sound, or the notes of a round."""

    name: str
    start: Fraction
    length: Fraction
    rounds: int = 1
    gain_db: float = 0.0
    muted: bool = False
    content: Media | NoteTrack


class Track(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    gain_db: float = 0.0
    muted: bool = False
    has_notes: bool = False
    items: tuple[Item, ...]


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What a piece says of itself; `credits` is what CREDITS.txt holds."""

    title: str = ""
    artist: str = ""
    licence: str = ""
    credits: str = ""


def about_piece(title: str, artist: str, credits: Sequence[Credit]) -> About:
    """What a piece of parts with these `credits` says of itself."""
    licence = whole_licence(credits)
    return About(
        title=title,
        artist=artist or authors(credits),
        licence="" if licence is None else licence.name,
        credits=credits_text(credits, title=title, artist=artist, program=PROGRAM),
    )


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """`rate_hz` is that of most sounds. All texts but the credits are of one line."""

    about: About
    tempo_bpm: float
    meter: Meter
    rate_hz: int
    tracks: tuple[Track, ...]


def session_of(
    piece: Arrangement,
    media: Mapping[Place, Media],
    notes: Mapping[Place, Sequence[NoteTrack]],
    about: About,
) -> Session:
    """`piece` as a session; `media` has the sound of every part, `notes` the players of those that have a
    score."""
    rates = [each.rate_hz for each in media.values()]
    return Session(
        about=About(
            title=one_line(about.title or piece.title),
            artist=one_line(about.artist),
            licence=one_line(about.licence),
            credits=as_tag(_printable(about.credits)),
        ),
        tempo_bpm=piece.tempo_bpm,
        meter=piece.meter,
        rate_hz=max(set(rates), key=lambda rate_hz: (rates.count(rate_hz), rate_hz)),
        tracks=tuple(_tracks(piece, media, notes)),
    )


def _printable(text: str) -> str:
    """`text` with its lines, and spaces for whatever else can't be printed."""
    return "".join(each if each.isprintable() or each == "\n" else " " for each in text)


def _tracks(
    piece: Arrangement, media: Mapping[Place, Media], notes: Mapping[Place, Sequence[NoteTrack]]
) -> Iterator[Track]:
    """A track for each lane, followed by one for each of the lane's players."""
    for number, lane in enumerate(piece.lanes):
        items = tuple(_item(piece, part, media[number, place]) for place, part in enumerate(lane.parts))
        name = _lane_name(piece, number)
        yield Track(name=name, gain_db=lane.gain_db, muted=lane.muted, items=items)
        yield from player_tracks(piece, number, notes)


def player_tracks(
    piece: Arrangement, number: int, notes: Mapping[Place, Sequence[NoteTrack]]
) -> Iterator[Track]:
    """A track for each player on a lane, by the lane's `number` from 0."""
    lane = piece.lanes[number]
    players: dict[str, list[Item]] = {}
    for place, part in enumerate(lane.parts):
        for track in notes.get((number, place), ()):
            players.setdefault(track.name, []).append(_item(piece, part, track))
    for player, played in players.items():
        name = f"{_lane_name(piece, number)}: {player}"
        yield Track(name=name, muted=lane.muted, has_notes=True, items=tuple(played))


def _lane_name(piece: Arrangement, number: int) -> str:
    return one_line(piece.lanes[number].name) or f"lane {number + 1}"


def source_name(part: Part) -> str:
    """What a part is called: the name of its file, without its folders."""
    return "transition" if part.source is None else one_line(PureWindowsPath(part.source).name)


def _item(piece: Arrangement, part: Part, content: Media | NoteTrack) -> Item:
    return Item(
        name=source_name(part),
        start=(part.start_bar - 1) * piece.quarters_per_bar,
        length=part.bars * piece.quarters_per_bar,
        rounds=part.rounds,
        gain_db=part.gain_db,
        muted=part.muted,
        content=content,
    )
