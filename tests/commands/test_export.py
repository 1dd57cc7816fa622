"""`riffbridge export`, as typed, and the credits of pieces."""

import json
import zipfile
from pathlib import Path

import rpp

from tests.commands.command_line import Type
from tests.support import dawproject
from tests.support.midi_file import read_midi

PLAYED = ("--bpm", 120, "--bars", 1, "--strength", 0, "--steps", 2)
PIECE = """
title = "Two lanes"
bpm = 120
[[lane]]
part = [{ source = "one.wav", rounds = 2 }]
[[lane]]
gain_db = -3
part = [{ source = "one.wav", start_bar = 2, muted = true }]
"""


def test_an_arrangement_is_exported_to_projects_and_lanes(typed: Type, tmp_path: Path) -> None:
    typed("render", "bossa nova", *PLAYED, "--alone", "-o", "one.wav")
    (tmp_path / "piece.toml").write_text(PIECE)
    for output in ("p.dawproject", "p.rpp", "lanes"):
        done = typed("export", "piece.toml", "-o", output, "--artist", "Cy", "--json")
        assert done.status == 0, done.err
        facts = json.loads(done.out)
        assert (facts["path"], facts["bars"], facts["seconds"], facts["licence"]) == (
            output,
            2,
            4.0,
            "CC0-1.0",
        )
    with zipfile.ZipFile("p.dawproject") as archive:
        tracks = dawproject.items(dawproject.check(archive.read("project.xml"))).values()
        assert b"<Artist>Cy</Artist>" in archive.read("metadata.xml")
    sounds = [item for track in tracks for item in track if item.file]
    notes = [item for track in tracks for item in track if item.notes]
    assert [(item.start, item.length, item.muted) for item in sounds] == [(0, 8, False), (4, 4, True)]
    assert notes and {(item.start, item.round) for item in notes} == {(0, 4), (4, 4)}
    sources = rpp.loads(Path("p.rpp").read_text(encoding="utf-8")).findall(".//SOURCE")
    assert {source.attrib[0] for source in sources} == {"WAVE", "MIDI"}
    assert sorted(path.name for path in Path("lanes").iterdir()) == [
        "01-lane.wav",
        "CREDITS.txt",
        "piece.mid",
    ]
    again = typed("export", "lanes/01-lane.wav", "--bpm", 120, "-o", "lanes")
    assert again.status == 2 and "01-lane.wav” is an input and would be overwritten." in again.err
    _, _, (_, *players) = read_midi(Path("lanes/piece.mid").read_bytes())
    assert players and all(len(player.notes) % 2 == 0 for player in players)
    credits = Path("lanes/CREDITS.txt").read_text(encoding="utf-8")
    assert credits.startswith("Credits: Two lanes\nby Cy\n") and credits.count("one.wav") == 1


def test_a_joined_piece_has_its_credits_inside_and_beside(typed: Type, drum_loop: Path) -> None:
    done = typed("join", drum_loop, "--title", "Drums", "-o", "piece.ogg", "--credits")
    assert done.status == 0, done.err
    assert typed("join", drum_loop, "--title", "Drums", "-o", "piece.ogg", "--credits").status == 0
    assert [path.name for path in Path().glob("*.txt")] == ["CREDITS.txt"]
    told = typed("credits", "piece.ogg").out
    assert told == Path("CREDITS.txt").read_text(encoding="utf-8")
    assert told.startswith("Credits: Drums\n") and f"{drum_loop.name} states no licence" in told


def test_what_cannot_be_exported_is_refused_before_the_work(typed: Type, tmp_path: Path) -> None:
    done = typed("export", "piece.toml", "-o", "piece.mp3")
    assert (
        done.sentence == "riffbridge: A piece can't be exported as .mp3. Use .dawproject, .rpp or a folder."
    )
    assert "There is no folder" in typed("export", "piece.toml", "-o", "gone/piece.rpp").sentence
