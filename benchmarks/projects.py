"""Projects of random pieces, read back: `python -m benchmarks.projects [--pieces 200] [--schema FOLDER]`.

FOLDER has Project.xsd and MetaData.xsd of https://github.com/bitwig/dawproject; without it our own rules are
checked alone. Exit status 1 if a project breaks a rule, or a reader finds a part elsewhere.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

import rpp
from hypothesis import HealthCheck, given, settings

from bridge.composing.midi_file import NoteSpan, NoteTrack
from bridge.pieces.arrangement import Arrangement
from bridge.pieces.dawproject import metadata_xml, project_xml
from bridge.pieces.reaper_project import project_text
from bridge.pieces.session import About, Media, Session, session_of
from tests.support import dawproject
from tests.support.pieces import arrangements

_NOTES = [NoteTrack("bass", 0, 38, [NoteSpan(40, 0, 960, 100)])]
# Twelve decimals of a second are written.
_CLOSE = 1e-9


def session(piece: Arrangement) -> Session:
    """With a sound and a note for every part."""
    places = [(lane, part) for lane, each in enumerate(piece.lanes) for part in range(len(each.parts))]
    media = {place: Media(f"{number}.wav", 44_101, 44_100, 2) for number, place in enumerate(places)}
    return session_of(piece, media, dict.fromkeys(places, _NOTES), About(credits="Credits"))


def schema_check(folder: Path, name: str) -> Callable[[bytes], None]:
    """Raises for what the published schema doesn't allow."""
    from lxml import etree

    schema = etree.XMLSchema(etree.parse(str(folder / name)))
    return lambda data: schema.assertValid(etree.fromstring(data))


def check_places(piece: Arrangement, made: Session) -> None:
    """Raise `AssertionError` unless both readers find every part where it is."""
    bar, second = piece.quarters_per_bar, piece.seconds_at(1)
    root = dawproject.check(project_xml(made))
    reaper = rpp.loads(project_text(made, "media"))
    parts = [part for lane in piece.lanes for part in lane.parts]
    found = [item for track in dawproject.items(root).values() for item in track if item.file]
    assert [(each.start, each.round) for each in found] == [
        (float((part.start_bar - 1) * bar), float(part.bars * bar)) for part in parts
    ]
    sounds = [item for item in reaper.findall(".//ITEM") if item.find("SOURCE").attrib == ["WAVE"]]
    starts = [float(item.find("POSITION")[1]) for item in sounds]
    assert all(
        abs(start - float((part.start_bar - 1) * second)) < _CLOSE
        for start, part in zip(starts, parts, strict=True)
    )


def main() -> None:
    """Check as many pieces as are asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pieces", type=int, default=200)
    parser.add_argument("--schema", type=Path)
    options = parser.parse_args()
    project = metadata = None
    if options.schema is not None:
        project = schema_check(options.schema, "Project.xsd")
        metadata = schema_check(options.schema, "MetaData.xsd")
    checked = 0

    @settings(
        max_examples=options.pieces, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(arrangements())
    def check(piece: Arrangement) -> None:
        nonlocal checked
        made = session(piece)
        check_places(piece, made)
        dawproject.check(metadata_xml(made))
        if project is not None and metadata is not None:
            project(project_xml(made))
            metadata(metadata_xml(made))
        checked += 1

    try:
        check()
    except AssertionError as error:
        sys.exit(f"missed: {error}")
    by = "our rules" if project is None else "our rules and the published schemas"
    print(f"{checked} pieces: valid by {by}; every part at its bar in both projects")


if __name__ == "__main__":
    main()
