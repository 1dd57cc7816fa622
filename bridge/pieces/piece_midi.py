"""Writes the notes of a whole piece as one MIDI file, every round of every part. Pure."""

import io
from collections.abc import Iterator, Mapping, Sequence

from mido import Message, MetaMessage, MidiFile, MidiTrack, bpm2tempo

from bridge.composing.midi_file import TICKS_PER_QUARTER, NoteTrack, events
from bridge.errors import BadRequest
from bridge.pieces.arrangement import Arrangement, Place
from bridge.pieces.session import Item, Track, player_tracks
from bridge.requests.kinds import one_line

# A busy piece of an hour on ten lanes; each takes half a kilobyte while it is written.
MAX_NOTES = 1_000_000


def piece_midi(piece: Arrangement, notes: Mapping[Place, Sequence[NoteTrack]]) -> bytes | None:
    """A MIDI file of type 1: tempo, meter and title, then a track for each player on each lane, without what
    is muted. `None` where nothing that sounds has notes. Raises `BadRequest` for more than a million.
    """
    lanes = range(len(piece.lanes))
    played = [track for number in lanes for track in player_tracks(piece, number, notes) if not track.muted]
    if all(item.muted for track in played for item in track.items):
        return None
    count = sum(_count(item) for track in played for item in track.items)
    if count > MAX_NOTES:
        raise BadRequest(f"No MIDI was written: {count:,} notes are too many. Export fewer bars or lanes.")
    meter = piece.meter
    file = MidiFile(type=1, ticks_per_beat=TICKS_PER_QUARTER, charset="utf-8")
    conductor = [
        MetaMessage("track_name", name=one_line(piece.title)),
        MetaMessage("set_tempo", tempo=bpm2tempo(piece.tempo_bpm)),
        MetaMessage(
            "time_signature",
            numerator=meter.numerator,
            denominator=meter.denominator,
            clocks_per_click=96 // meter.denominator,
        ),
    ]
    file.tracks += [MidiTrack(conductor), *(MidiTrack(_messages(track)) for track in played)]
    data = io.BytesIO()
    file.save(file=data)
    return data.getvalue()


def _count(item: Item) -> int:
    return (
        0 if item.muted or not isinstance(item.content, NoteTrack) else item.rounds * len(item.content.notes)
    )


def _messages(track: Track) -> Iterator[Message | MetaMessage]:
    yield MetaMessage("track_name", name=track.name)
    now, program = 0, None
    for item in track.items:
        own = item.content
        if item.muted or not isinstance(own, NoteTrack):
            continue
        if program != (program := (own.channel, own.program)):
            # Not before: until then another track's player may have the channel.
            begin = max(now, round(item.start * TICKS_PER_QUARTER))
            yield Message("program_change", channel=own.channel, program=own.program, time=begin - now)
            now = begin
        for number in range(item.rounds):
            begin = round((item.start + number * item.length) * TICKS_PER_QUARTER)
            for tick, is_on, pitch, velocity in events(own.notes):
                kind = "note_on" if is_on else "note_off"
                at = begin + tick
                yield Message(kind, channel=own.channel, note=pitch, velocity=velocity, time=at - now)
                now = at
