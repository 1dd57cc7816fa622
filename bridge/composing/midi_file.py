"""Writes a score as a standard MIDI file, exactly as long as its loop. Pure: bytes out.

A loop is a circle, a MIDI file a line. So a note that sounds over the end is written twice: up to the end,
and the rest from the start. Where one of the two is shorter than a 32nd note, the other stands alone, since
a blip would be heard as a note of its own; a note that begins so shortly before the end begins at the start.
Strokes of drums are cut at the end, since they ring by themselves. Where a pitch is struck again while it
sounds, it ends there: MIDI can't tell two notes of one pitch apart.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mido import Message, MetaMessage, MidiFile, MidiTrack, bpm2tempo

from bridge.composing.score import Score, Stem

# Divides a 32nd note, triplets and quintuplets, and is what most hosts count in.
TICKS_PER_QUARTER = 960
DRUMS_CHANNEL = 9  # channel 10, counted from 0
_PITCHED_CHANNELS = tuple(channel for channel in range(16) if channel != DRUMS_CHANNEL)
_SHORTEST = TICKS_PER_QUARTER // 8


def midi_bytes(score: Score, title: str) -> bytes:
    """`score` as a MIDI file of type 1.

    The first track holds tempo (rounded to a microsecond a quarter), meter, key and `title`. Then comes a
    track for each stem, with its General MIDI program, drums and percussion on channel 10. All tracks end
    where the loop does. The same arguments always give the same bytes.
    """
    length = round(score.quarters * TICKS_PER_QUARTER)
    file = MidiFile(type=1, ticks_per_beat=TICKS_PER_QUARTER, charset="utf-8")
    file.tracks.append(_conductor(score, title, length))
    file.tracks += [_track(each, length) for each in note_tracks(score)]
    data = io.BytesIO()
    file.save(file=data)
    return data.getvalue()


class NoteSpan(NamedTuple):
    """A note on the line, in ticks."""

    pitch: int
    begin: int
    end: int
    velocity: int


class NoteTrack(NamedTuple):
    """What one player plays: a channel (from 0), a General MIDI program (from 0), and notes in order of pitch
    and time."""

    name: str
    channel: int
    program: int
    notes: list[NoteSpan]


def note_tracks(score: Score) -> list[NoteTrack]:
    """The stems of `score` as its MIDI file has them."""
    length = round(score.quarters * TICKS_PER_QUARTER)
    tracks: list[NoteTrack] = []
    number, names = 0, Counter[str]()
    for stem in score.stems:
        channel = DRUMS_CHANNEL
        if not stem.instrument.is_kit:
            channel = _PITCHED_CHANNELS[number % len(_PITCHED_CHANNELS)]
            number += 1
        names[stem.role] += 1
        name = stem.role if names[stem.role] == 1 else f"{stem.role} {names[stem.role]}"
        notes = _without_overlaps(_spans(stem, length))
        title = f"{name} ({stem.instrument.name})"
        tracks.append(NoteTrack(title, channel, stem.instrument.program, notes))
    return tracks


def events(notes: Iterable[NoteSpan]) -> list[tuple[int, int, int, int]]:
    """Tick, 1 for on or 0 for off, pitch and velocity, in order: at one tick a note ends before the next
    begins."""
    ends = ((span.end, 0, span.pitch, 0) for span in notes)
    return sorted([*((span.begin, 1, span.pitch, span.velocity) for span in notes), *ends])


def _conductor(score: Score, title: str, length: int) -> MidiTrack:
    meter = score.meter
    messages = [
        MetaMessage("track_name", name=title),
        MetaMessage("set_tempo", tempo=bpm2tempo(score.tempo_bpm)),
        MetaMessage(
            "time_signature",
            numerator=meter.numerator,
            denominator=meter.denominator,
            clocks_per_click=96 // meter.denominator,
        ),
    ]
    if not all(stem.instrument.is_kit for stem in score.stems):
        messages.append(MetaMessage("key_signature", key=score.key.short))
    return MidiTrack([*messages, MetaMessage("end_of_track", time=length)])


def _track(own: NoteTrack, length: int) -> MidiTrack:
    track = MidiTrack([
        MetaMessage("track_name", name=own.name),
        Message("program_change", channel=own.channel, program=own.program),
    ])  # fmt: skip
    now = 0
    for at, is_on, pitch, velocity in events(own.notes):
        kind = "note_on" if is_on else "note_off"
        track.append(Message(kind, channel=own.channel, note=pitch, velocity=velocity, time=at - now))
        now = at
    track.append(MetaMessage("end_of_track", time=length - now))
    return track


def _spans(stem: Stem, length: int) -> Iterator[NoteSpan]:
    """The notes of `stem` brought from the circle onto the line."""
    for note in stem.notes:
        begin = round(note.start_quarter * TICKS_PER_QUARTER) % length
        ticks = max(1, min(length, round(note.length_quarters * TICKS_PER_QUARTER)))
        before, after = min(ticks, length - begin), begin + ticks - length
        if after >= _SHORTEST and not stem.instrument.is_kit:
            yield NoteSpan(note.pitch, 0, after, note.velocity)
            if before < _SHORTEST:
                continue
        yield NoteSpan(note.pitch, begin, begin + before, note.velocity)


def _without_overlaps(spans: Iterator[NoteSpan]) -> list[NoteSpan]:
    """`spans`, each ended where its pitch is struck again; of strokes at once the loudest, for longest."""
    kept: list[NoteSpan] = []
    for span in sorted(spans):
        if kept and (last := kept[-1]).pitch == span.pitch and span.begin < last.end:
            if span.begin > last.begin:
                kept[-1] = last._replace(end=span.begin)
            else:
                span = span._replace(velocity=max(last.velocity, span.velocity))
                kept.pop()
        kept.append(span)
    return kept
