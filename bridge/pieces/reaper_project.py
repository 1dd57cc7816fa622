"""Writes a session as a REAPER project. Pure.

The format is REAPER's own text: a line a property, `<` opens a block and `>` closes it. Items are placed in
seconds; notes are events in ticks after one another, and the last one ends the source.
"""

import uuid
from collections.abc import Iterator
from fractions import Fraction

from bridge.composing.midi_file import TICKS_PER_QUARTER, NoteTrack, events
from bridge.pieces.joints import FADE_IN_S, FADE_OUT_S
from bridge.pieces.session import Item, Media, Session, Track

# The version whose properties are written.
_REAPER = "7.0"
_NAMESPACE = uuid.UUID("5d2f6f0e-9a0b-4f0a-8a53-3c4b4d7a1c55")
# REAPER repeats a file by whole samples. After this many rounds, at most .4 ms late, a new item begins.
_ROUNDS_AN_ITEM = 32


def project_text(session: Session, media_folder: str) -> str:
    """The project file; sounds lie in `media_folder` beside it."""
    meter = session.meter
    lines = [
        f'<REAPER_PROJECT 0.1 "{_REAPER}" 0',
        "  <NOTES 0 2",
        *(f"    |{line}" for line in session.about.credits.splitlines()),
        "  >",
        f"  TITLE {_quoted(session.about.title)}",
        f"  AUTHOR {_quoted(session.about.artist)}",
        "  TIMELOCKMODE 1",
        f"  SAMPLERATE {session.rate_hz} 0 0",
        f"  TEMPO {_number(session.tempo_bpm)} {meter.numerator} {meter.denominator}",
    ]
    for number, track in enumerate(session.tracks):
        lines += (f"  {line}" for line in _track(track, number, session.tempo_bpm, media_folder))
    return "\n".join([*lines, ">", ""])


def _track(track: Track, number: int, tempo_bpm: float, media_folder: str) -> Iterator[str]:
    yield f"<TRACK {_guid('track', number)}"
    yield f"  NAME {_quoted(track.name)}"
    yield f"  VOLPAN {_level(track.gain_db)} 0 -1 -1 1"
    yield f"  MUTESOLO {int(track.muted)} 0 0"
    yield f"  TRACKID {_guid('track', number)}"
    for place, item in enumerate(track.items):
        for first in range(0, item.rounds, _ROUNDS_AN_ITEM):
            rounds = min(_ROUNDS_AN_ITEM, item.rounds - first)
            guid = _guid("item", number, place, first)
            for line in _item(item, first, rounds, tempo_bpm, guid, media_folder):
                yield f"  {line}"
    yield ">"


def _item(
    item: Item, first: int, rounds: int, tempo_bpm: float, guid: str, media_folder: str
) -> Iterator[str]:
    """Some `rounds` of `item`, from the round `first` on."""
    starts, ends = first == 0, first + rounds == item.rounds
    is_sound = isinstance(item.content, Media)
    yield "<ITEM"
    yield f"  POSITION {_seconds(item.start + first * item.length, tempo_bpm)}"
    yield f"  LENGTH {_seconds(rounds * item.length, tempo_bpm)}"
    yield "  LOOP 1"
    yield f"  FADEIN 1 {_number(FADE_IN_S if is_sound and starts else 0.0)} 0 1 0 0 0"
    yield f"  FADEOUT 1 {_number(FADE_OUT_S if is_sound and ends else 0.0)} 0 1 0 0 0"
    yield f"  MUTE {int(item.muted)} 0"
    yield f"  IGUID {guid}"
    yield f"  NAME {_quoted(item.name)}"
    yield f"  VOLPAN {_level(item.gain_db) if is_sound else '1'} 0 1 -1"
    yield "  SOFFS 0"
    yield "  PLAYRATE 1 1 0 -1 0 0.0025"
    if isinstance(item.content, Media):
        yield "  <SOURCE WAVE"
        yield f"    FILE {_quoted(f'{media_folder}/{item.content.file}')}"
    else:
        yield "  <SOURCE MIDI"
        yield from (f"    {line}" for line in _notes(item.content, item.length))
    yield "  >"
    yield ">"


def _notes(track: NoteTrack, length: Fraction) -> Iterator[str]:
    yield f"HASDATA 1 {TICKS_PER_QUARTER} QN"
    yield f"E 0 {0xC0 | track.channel:02x} {track.program:02x} 00"
    now = 0
    for tick, is_on, pitch, velocity in events(track.notes):
        status = (0x90 if is_on else 0x80) | track.channel
        yield f"E {tick - now} {status:02x} {pitch:02x} {velocity:02x}"
        now = tick
    yield f"E {round(length * TICKS_PER_QUARTER) - now} b0 7b 00"


def _seconds(quarters: Fraction, tempo_bpm: float) -> str:
    return _number(quarters * 60 / Fraction(tempo_bpm))


def _level(gain_db: float) -> str:
    return _number(10 ** (gain_db / 20))


def _number(value: float | Fraction) -> str:
    """Up to twelve decimals: a thousandth of a sample in a day."""
    return f"{float(value):.12f}".rstrip("0").rstrip(".")


def _guid(*names: object) -> str:
    """The same for the same thing each time, so that the same piece gives the same bytes."""
    return f"{{{str(uuid.uuid5(_NAMESPACE, ' '.join(map(str, names)))).upper()}}}"


def _quoted(text: str) -> str:
    """`text` in quotes that aren't in it; where all three kinds are, backquotes become single ones, as REAPER
    does."""
    for quote in ('"', "'", "`"):
        if quote not in text:
            return f"{quote}{text}{quote}"
    return f"`{text.replace('`', chr(39))}`"
