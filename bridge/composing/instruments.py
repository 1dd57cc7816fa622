"""The instruments that a score may name, as a table: what people call them, and what plays them.

Adding an instrument is adding a row. `program` and `bank` are General MIDI's, for a soundfont;
`voice` names a synth of `bridge.playing.voices`, or for drums a kit of `bridge.playing.drumkit`.
Electronic instruments are always played by our own synths, which are clearer than any soundfont's.
"""

from __future__ import annotations

from types import MappingProxyType

import msgspec


class Instrument(msgspec.Struct, frozen=True):
    """`words` are the names people use, commonest first; `family` is the broader word for it."""

    name: str
    family: str
    words: tuple[str, ...]
    program: int
    voice: str
    electronic: bool = False
    bank: int = 0
    lowest: int = 48
    highest: int = 84


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split("/"))


def _played(
    name: str, family: str, words: str, program: int, voice: str, lowest: int, highest: int
) -> Instrument:
    return Instrument(name, family, _words(words), program, voice, False, 0, lowest, highest)


def _synth(name: str, family: str, words: str, lowest: int = 48, highest: int = 84) -> Instrument:
    return Instrument(name, family, _words(words), 81, name, True, 0, lowest, highest)


def _kit(name: str, words: str, program: int, voice: str, *, electronic: bool) -> Instrument:
    return Instrument(name, "drums", _words(words), program, voice, electronic, 128)


_PLAYED = (
    _played("upright bass", "bass", "upright bass/double bass/acoustic bass", 32, "pluck bass", 28, 48),
    _played("electric bass", "bass", "bass guitar/electric bass/fingered bass", 33, "electric bass", 28, 48),
    _played("picked bass", "bass", "picked bass/bass guitar", 34, "picked bass", 28, 48),
    _played("fretless bass", "bass", "fretless bass", 35, "pluck bass", 28, 48),
    _played("slap bass", "bass", "slap bass/funky bass guitar", 36, "picked bass", 28, 48),
    _played("piano", "keys", "piano/grand piano/acoustic piano", 0, "piano", 50, 84),
    _played("electric piano", "keys", "electric piano/rhodes/rhodes piano/ep", 4, "electric piano", 50, 82),
    _played("fm piano", "keys", "fm electric piano/dx piano/digital electric piano", 5, "fm piano", 50, 82),
    _played("clavinet", "keys", "clavinet/clav", 7, "clavinet", 48, 76),
    _played("vibraphone", "mallets", "vibraphone/vibes", 11, "vibraphone", 55, 86),
    _played("marimba", "mallets", "marimba/wooden mallets", 12, "marimba", 52, 86),
    _played("organ", "organ", "organ/hammond organ/drawbar organ", 16, "organ", 50, 80),
    _played("rock organ", "organ", "rock organ/overdriven organ", 18, "organ", 50, 80),
    _played("accordion", "reeds", "accordion", 21, "reed", 53, 84),
    _played("melodica", "reeds", "melodica/harmonica", 22, "reed", 57, 86),
    _played("nylon guitar", "guitar", "nylon guitar/classical guitar/spanish guitar", 24, "nylon", 48, 79),
    _played("acoustic guitar", "guitar", "acoustic guitar/steel string guitar/strummed guitar", 25, "steel",
            48, 79),
    _played("jazz guitar", "guitar", "jazz guitar/hollow body guitar/electric guitar", 26, "nylon", 48, 79),
    _played("clean guitar", "guitar", "clean guitar/clean electric guitar/electric guitar", 27, "steel",
            48, 79),
    _played("muted guitar", "guitar", "muted guitar/palm muted guitar/chicken scratch guitar", 28,
            "muted guitar", 48, 76),
    _played("overdriven guitar", "guitar", "overdriven guitar/crunchy guitar/electric guitar", 29,
            "distorted guitar", 43, 72),
    _played("distorted guitar", "guitar", "distorted guitar/heavy guitar/electric guitar", 30,
            "distorted guitar", 40, 67),
    _played("banjo", "guitar", "banjo/five string banjo", 105, "steel", 50, 79),
    _played("harpsichord", "keys", "harpsichord", 6, "clavinet", 50, 84),
    _played("harp", "strings", "harp/concert harp", 46, "nylon", 48, 86),
    _played("violin", "strings", "violin/fiddle", 40, "string pad", 57, 88),
    _played("cello", "strings", "cello", 42, "string pad", 36, 64),
    _played("pizzicato strings", "strings", "pizzicato strings/plucked strings", 45, "nylon", 48, 84),
    _played("strings", "strings", "strings/string section/orchestral strings", 48, "string pad", 50, 84),
    _played("choir", "voices", "choir/choir pad/voices", 52, "choir", 53, 80),
    _played("trumpet", "brass", "trumpet", 56, "brass", 58, 82),
    _played("muted trumpet", "brass", "muted trumpet", 59, "reed", 58, 82),
    _played("trombone", "brass", "trombone", 57, "brass", 46, 70),
    _played("brass", "brass", "brass/horns/horn section/brass section", 61, "brass", 52, 79),
    _played("saxophone", "reeds", "saxophone/sax/tenor sax", 66, "reed", 50, 76),
    _played("alto saxophone", "reeds", "alto sax/saxophone/sax", 65, "reed", 55, 80),
    _played("clarinet", "reeds", "clarinet", 71, "reed", 53, 82),
    _played("oboe", "reeds", "oboe", 68, "reed", 58, 86),
    _played("flute", "flutes", "flute", 73, "flute", 62, 91),
    _played("steel drums", "mallets", "steel drums/steel pan", 114, "marimba", 58, 86),
    _played("kalimba", "mallets", "kalimba/thumb piano", 108, "kalimba", 58, 86),
)  # fmt: skip

_SYNTHS = (
    _synth("sub bass", "bass", "sub bass/deep sub/sine bass", 26, 45),
    _synth("808 bass", "bass", "808 bass/808s/booming 808", 25, 44),
    _synth("synth bass", "bass", "synth bass/analog bass/saw bass", 28, 48),
    _synth("square bass", "bass", "square bass/synth bass/round synth bass", 28, 48),
    _synth("acid bass", "bass", "acid bass/303 bass/acid line/squelchy 303", 33, 57),
    _synth("reese bass", "bass", "reese bass/detuned bass/growling bass", 26, 45),
    _synth("wobble bass", "bass", "wobble bass/wub bass/wobbling bass", 26, 45),
    _synth("pluck synth", "synth", "pluck synth/plucky synth/synth plucks", 52, 88),
    _synth("synth stab", "synth", "synth stabs/chord stabs/synth chords", 50, 82),
    _synth("dub chord", "synth", "dub chords/dub techno stabs/deep chord stabs", 48, 76),
    _synth("supersaw", "synth", "supersaw/supersaws/big saw chords", 50, 84),
    _synth("house organ", "organ", "house organ/m1 organ/synth organ", 50, 80),
    _synth("warm pad", "pad", "warm pad/synth pad/soft pad/analog pad", 48, 80),
    _synth("glass pad", "pad", "glassy pad/airy pad/shimmering pad", 55, 86),
    _synth("dark pad", "pad", "dark pad/droning pad/brooding pad", 43, 72),
    _synth("synth strings", "pad", "synth strings/string machine/analog strings", 50, 84),
    _synth("saw lead", "lead", "saw lead/synth lead/bright synth lead", 60, 88),
    _synth("square lead", "lead", "square lead/chiptune lead/synth lead", 60, 88),
    _synth("soft lead", "lead", "soft synth lead/mellow lead/sine lead", 60, 88),
    _synth("bell", "bells", "bell/bells/fm bell", 64, 93),
    _synth("music box", "bells", "music box/toy bells", 67, 96),
)

_KITS = (
    _kit("acoustic kit", "drums/live drums/acoustic drums/drum kit", 0, "acoustic", electronic=False),
    _kit("room kit", "drums/roomy drums/live drums", 8, "acoustic", electronic=False),
    _kit("power kit", "drums/hard drums/big drums", 16, "power", electronic=False),
    _kit("jazz kit", "drums/jazz drums/soft drums", 32, "jazz", electronic=False),
    _kit("brush kit", "brushes/brushed drums/soft drums", 40, "brush", electronic=False),
    _kit("909 kit", "909 drums/drum machine/electronic drums", 24, "909", electronic=True),
    _kit("808 kit", "808 drums/drum machine/electronic drums", 25, "808", electronic=True),
    _kit("linn kit", "gated drums/80s drum machine/electronic drums", 24, "linn", electronic=True),
    _kit("lofi kit", "dusty drums/lo-fi drums/crunchy drums", 0, "lofi", electronic=True),
    _kit("break kit", "breakbeat drums/chopped breaks/fast drums", 0, "break", electronic=True),
    _kit("techno kit", "techno drums/drum machine/pounding drums", 24, "techno", electronic=True),
    _kit("hand percussion", "percussion/hand percussion", 0, "acoustic", electronic=False),
    _kit("808 percussion", "percussion/electronic percussion", 25, "808", electronic=True),
)

INSTRUMENTS = MappingProxyType({entry.name: entry for entry in _PLAYED + _SYNTHS + _KITS})

# General MIDI's numbers for the pieces of a drum kit.
PIECES = MappingProxyType({
    "kick": 36, "rim": 37, "snare": 38, "clap": 39, "closed hat": 42, "pedal hat": 44, "open hat": 46,
    "low tom": 45, "mid tom": 47, "high tom": 50, "crash": 49, "ride": 51, "tambourine": 54,
    "cowbell": 56, "bongo": 60, "muted conga": 62, "conga": 63, "low conga": 64, "timbale": 65,
    "agogo": 67, "low agogo": 68, "shaker": 70, "guiro": 73, "claves": 75, "surdo": 41,
})  # fmt: skip
