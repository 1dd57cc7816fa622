"""Wrong options are answered in one plain sentence."""

from __future__ import annotations

import pytest

from bridge.cli import build_parser


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("cancel foo", "riffbridge cancel: JOB: “foo” isn't a whole number."),
        ("fit loop.wav", "riffbridge fit: Missing: --bpm, --bars. See --help."),
        ("render house --bmp 120", "riffbridge render: “--bmp” is unknown. Did you mean --bpm?"),
        ("render house --tempo 120", "riffbridge render: “--tempo” is unknown. Did you mean --bpm?"),
        ("render house --wings=2", "riffbridge render: “--wings=2” is unknown. See --help."),
        ("render house --so x",
         "riffbridge render: “--so” could be any of --source, --source-bpm, --source-bars, --source-licence, "
         "--source-author. Type more of it."),
        ("rendr house", "riffbridge: “rendr” is unknown. Did you mean render?"),
        ("search organ", "riffbridge: “search” is unknown. Did you mean library search?"),
        ("library serch", "riffbridge library: “serch” is unknown. Did you mean search?"),
        ("completion tcsh", "riffbridge completion: “tcsh” is unknown. Use bash, zsh or fish."),
        ("install", "riffbridge install: Missing: HOST. Use live, reaper or ardour."),
        ("presets --json=1", "riffbridge presets: --json takes no value. Leave out “1”."),
        ("render house --bpm", "riffbridge render: --bpm needs a value."),
        ("nope", "riffbridge: “nope” is unknown. See --help."),
        ("library export a -o x --format mp3",
         "riffbridge library export: --format: “mp3” isn't supported. See --help."),
    ],
)  # fmt: skip
def test_a_wrong_option_is_answered_plainly(
    line: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        build_parser().parse_args(line.split())
    assert capsys.readouterr().err == sentence + "\n"
