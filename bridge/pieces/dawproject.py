"""Writes a session as DAWproject 1.0, which Bitwig Studio, Studio One and Cubase open. Pure.

The format (https://github.com/bitwig/dawproject, MIT) is a zip of `project.xml`, `metadata.xml` and the
sounds. Its beats are quarter notes. A looped sound is a clip in a clip, as Bitwig writes it: the outer one
has the loop, the inner one warps, which map beats onto seconds of the file. No level of a clip is read by
every program, so `Item.gain_db` is expected to be in the sound, and so is what faders don't reach
(`gain_in_sound_db`).
"""

import itertools
from collections.abc import Iterator
from fractions import Fraction
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from bridge import __version__
from bridge.composing.midi_file import TICKS_PER_QUARTER, NoteTrack
from bridge.pieces.joints import FADE_IN_S, FADE_OUT_S
from bridge.pieces.session import Item, Media, Session, Track
from bridge.timing import MAX_TEMPO_BPM, MIN_TEMPO_BPM

VERSION = "1.0"
AUDIO_FOLDER = "audio"
PROJECT, METADATA = "project.xml", "metadata.xml"
# The most that every program's fader has.
_MAX_VOLUME_DB = 6.0


def gain_in_sound_db(lane_gain_db: float, part_gain_db: float) -> float:
    """How much louder a part's sound is to be written."""
    return part_gain_db + max(0.0, lane_gain_db - _MAX_VOLUME_DB)


def project_xml(session: Session) -> bytes:
    """`project.xml`."""
    ids = (f"id{number}" for number in itertools.count())
    root = Element("Project", version=VERSION)
    SubElement(root, "Application", name="Riffbridge", version=__version__)
    _add_transport(root, session, ids)
    structure, arrangement = SubElement(root, "Structure"), SubElement(root, "Arrangement", id=next(ids))
    lanes = SubElement(arrangement, "Lanes", timeUnit="beats", id=next(ids))
    master = next(ids)
    for track in session.tracks:
        own = next(ids)
        _add_track(structure, track, own, master, ids)
        clips = SubElement(SubElement(lanes, "Lanes", track=own, id=next(ids)), "Clips", id=next(ids))
        for item in track.items:
            _add_clip(clips, item, session.tempo_bpm, ids)
    _add_master(structure, master, ids)
    return _written(root)


def metadata_xml(session: Session) -> bytes:
    """`metadata.xml`."""
    root = Element("MetaData")
    texts = {
        "Title": session.about.title,
        "Artist": session.about.artist,
        "Copyright": session.about.licence,
        "Comment": session.about.credits,
    }
    for name, text in texts.items():
        if text:
            SubElement(root, name).text = text
    return _written(root)


def _add_transport(root: Element, session: Session, ids: Iterator[str]) -> None:
    transport, meter = SubElement(root, "Transport"), session.meter
    bounds = {"min": _number(MIN_TEMPO_BPM), "max": _number(MAX_TEMPO_BPM)}
    tempo = {**bounds, "unit": "bpm", "value": _number(session.tempo_bpm), "id": next(ids), "name": "Tempo"}
    SubElement(transport, "Tempo", tempo)
    figures = {"numerator": str(meter.numerator), "denominator": str(meter.denominator)}
    SubElement(transport, "TimeSignature", {**figures, "id": next(ids)})


def _add_track(structure: Element, track: Track, own: str, master: str, ids: Iterator[str]) -> None:
    kind = "notes" if track.has_notes else "audio"
    element = SubElement(structure, "Track", contentType=kind, loaded="true", id=own, name=track.name)
    channel = {"audioChannels": "2", "destination": master, "role": "regular", "solo": "false"}
    _add_channel(element, {**channel, "id": next(ids)}, track, ids)


def _add_master(structure: Element, master: str, ids: Iterator[str]) -> None:
    kinds = {"contentType": "audio notes", "loaded": "true", "id": next(ids), "name": "Master"}
    channel = {"audioChannels": "2", "role": "master", "solo": "false", "id": master}
    _add_channel(SubElement(structure, "Track", kinds), channel, Track(name="Master", items=()), ids)


def _add_channel(element: Element, attributes: dict[str, str], track: Track, ids: Iterator[str]) -> None:
    channel = SubElement(element, "Channel", attributes)
    SubElement(channel, "Mute", value=_switch(track.muted), id=next(ids), name="Mute")
    centre = {"max": "1.0", "min": "0.0", "unit": "normalized", "value": "0.5"}
    SubElement(channel, "Pan", {**centre, "id": next(ids), "name": "Pan"})
    volume = {"max": _level(_MAX_VOLUME_DB), "min": "0.0", "unit": "linear", "value": _level(track.gain_db)}
    SubElement(channel, "Volume", {**volume, "id": next(ids), "name": "Volume"})


def _add_clip(clips: Element, item: Item, tempo_bpm: float, ids: Iterator[str]) -> None:
    is_sound = isinstance(item.content, Media)
    fades = {
        "fadeTimeUnit": "beats",
        "fadeInTime": _number(FADE_IN_S * tempo_bpm / 60 if is_sound else 0.0),
        "fadeOutTime": _number(FADE_OUT_S * tempo_bpm / 60 if is_sound else 0.0),
    }
    place = {"time": _number(item.start), "duration": _number(item.rounds * item.length)}
    loop = {"playStart": "0.0", "loopStart": "0.0", "loopEnd": _number(item.length)}
    names = {"enable": _switch(not item.muted), "name": item.name}
    clip = SubElement(clips, "Clip", {**place, "contentTimeUnit": "beats", **loop, **fades, **names})
    if isinstance(item.content, Media):
        _add_sound(clip, item.content, item.length, ids)
    else:
        _add_notes(clip, item.content, ids)


def _add_sound(clip: Element, media: Media, length: Fraction, ids: Iterator[str]) -> None:
    inner = {"time": "0.0", "duration": _number(length), "contentTimeUnit": "beats", "playStart": "0.0"}
    inside = SubElement(SubElement(clip, "Clips", id=next(ids)), "Clip", inner)
    warps = SubElement(inside, "Warps", contentTimeUnit="seconds", timeUnit="beats", id=next(ids))
    form = {"channels": str(media.channels), "sampleRate": str(media.rate_hz)}
    audio = SubElement(warps, "Audio", {**form, "duration": _number(media.seconds), "id": next(ids)})
    SubElement(audio, "File", path=f"{AUDIO_FOLDER}/{media.file}")
    SubElement(warps, "Warp", time="0.0", contentTime="0.0")
    SubElement(warps, "Warp", time=_number(length), contentTime=_number(media.seconds))


def _add_notes(clip: Element, track: NoteTrack, ids: Iterator[str]) -> None:
    notes = SubElement(clip, "Notes", id=next(ids))
    for note in sorted(track.notes, key=lambda note: (note.begin, note.pitch)):
        time = Fraction(note.begin, TICKS_PER_QUARTER)
        duration = Fraction(note.end - note.begin, TICKS_PER_QUARTER)
        place = {"time": _number(time), "duration": _number(duration)}
        pitch = {"channel": str(track.channel), "key": str(note.pitch), "vel": _number(note.velocity / 127)}
        SubElement(notes, "Note", {**place, **pitch})


def _level(gain_db: float) -> str:
    return _number(10 ** (min(_MAX_VOLUME_DB, gain_db) / 20))


def _number(value: float | Fraction) -> str:
    return repr(float(value))


def _switch(value: bool) -> str:
    return "true" if value else "false"


def _written(root: Element) -> bytes:
    indent(root)
    data: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return data + b"\n"
