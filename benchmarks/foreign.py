"""Fits other people's loops, and counts how often their tempo is taken for what it is.

    python -m benchmarks.foreign FOLDER [FOLDER …]

A loop's truth is what a file `tempos.toml` in its folder says (`"amen.wav" = 136.9`), or ours beside this
module; else what it states itself, where the length agrees; else a round tempo at which it is whole bars to
the frame. Files without any are listed, and not counted. Each is fitted at its own tempo, at one 7 % faster,
and at that again *by ear*: 25 frames longer, so that its length gives nothing away, and without what its file
says.

Right is within 0.3 % of the truth, octaves aside; off within 2 %; wrong beyond. Exit status 1 if less than
90 % are right of all, more than 2 % wrong, or one is wrong at a confidence of 0.6 or more.
"""

from __future__ import annotations

import math
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np

from bridge.errors import RiffbridgeError
from bridge.sound.dsp.convert import Found, fit_to_loop
from bridge.sound.files.clips import read_evidence
from bridge.sound.files.loops import Evidence, read_loop
from bridge.sound.files.reading import Sound, read_audio
from bridge.timing import MAX_LOOP_SECONDS
from bridge.vocabulary.music import Loop

JUDGED = Path(__file__).with_name("foreign_tempos.toml")
SUFFIXES = {".wav", ".flac", ".ogg", ".aif", ".aiff", ".mp3", ".opus", ".caf"}
RIGHT, OFF, FASTER = 0.003, 0.02, 1.07
LEAST_RIGHT, MOST_WRONG, SURE = 0.9, 0.02, 0.6


class Case(msgspec.Struct, frozen=True):
    """A file, what it says, and its true tempo and where that is from; 0 where nobody knows."""

    path: Path
    evidence: Evidence
    tempo_bpm: float
    origin: str


def cases(folder: Path) -> Iterator[Case]:
    tempos: dict[str, float] = {}
    for known in (JUDGED, folder / "tempos.toml"):
        tempos |= tomllib.loads(known.read_text()) if known.is_file() else {}
    for path in sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES):
        try:
            evidence = read_evidence(path)
        except RiffbridgeError as error:
            print(f"{path}: {error}", file=sys.stderr)
            continue
        reading = read_loop(evidence)
        if path.name in tempos:
            yield Case(path, evidence, float(tempos[path.name]), "judged")
        elif reading is not None and reading.loop.quarters is not None:
            yield Case(path, evidence, reading.loop.tempo_bpm or 0.0, reading.origin.value)
        else:
            yield Case(path, evidence, 0.0, "")


def found(case: Case, sound: Sound, rate_hz: int, faster: float, *, by_ear: bool) -> Found | None:
    """What the file is taken for; `None` if it is refused."""
    seconds = sound.shape[-1] / rate_hz
    tempo_bpm = case.tempo_bpm or 120.0
    loop = Loop(tempo_bpm=tempo_bpm * faster, bars=max(1, min(round(seconds * tempo_bpm / 240), 64)))
    reading = None if by_ear else read_loop(case.evidence)
    sound = np.pad(sound, ((0, 0), (0, 25)), "wrap") if by_ear else sound
    try:
        return fit_to_loop(sound, rate_hz, reading, loop).found
    except RiffbridgeError:
        return None


def verdict(case: Case, made: Found | None) -> str:
    if made is None:
        return "refused"
    octaves = math.log2(made.tempo_bpm / case.tempo_bpm)
    error = abs(2 ** (octaves - round(octaves)) - 1)
    return "right" if error < RIGHT else "off" if error < OFF else "wrong"


def main() -> int:
    ways = {"own tempo": (1.0, False), "7 % faster": (FASTER, False), "by ear, 7 % faster": (FASTER, True)}
    totals: dict[str, Counter[str]] = {way: Counter() for way in ways}
    surest_wrong = 0.0
    for case in (case for folder in sys.argv[1:] for case in cases(Path(folder))):
        try:
            sound, rate_hz = read_audio(case.path)
        except RiffbridgeError as error:
            print(f"{case.path}: {error}", file=sys.stderr)
            continue
        if sound.shape[-1] > MAX_LOOP_SECONDS * rate_hz or not np.any(sound):
            continue
        truth = f"{case.tempo_bpm:.2f} ({case.origin})" if case.tempo_bpm else "unknown"
        print(f"{case.path.name[:44]:<44} {truth}", flush=True)
        for way, (faster, by_ear) in ways.items():
            made = found(case, sound, rate_hz, faster, by_ear=by_ear)
            judged = verdict(case, made) if case.tempo_bpm else "-"
            totals[way][judged] += 1
            words = "" if made is None else f"{made.tempo_bpm:8.2f}  {made.confidence:.2f}  {made.why}"
            print(f"    {way:<20} {judged:<8} {words}")
            if judged == "wrong" and made is not None:
                surest_wrong = max(surest_wrong, made.confidence)
    met = surest_wrong < SURE
    for way, counts in totals.items():
        known = sum(count for judged, count in counts.items() if judged != "-")
        figures = ", ".join(f"{counts[each]} {each}" for each in ("right", "off", "wrong", "refused"))
        print(f"{way}: {figures} of {known}; {counts['-']} of unknown tempo")
        met &= counts["right"] >= LEAST_RIGHT * known and counts["wrong"] <= MOST_WRONG * known
    print(f"the surest wrong one has a confidence of {surest_wrong:.2f} (< {SURE})")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
