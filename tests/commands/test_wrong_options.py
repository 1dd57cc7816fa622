"""Wrong options are answered in one plain sentence."""

from __future__ import annotations

import pytest

from bridge.cli import build_parser


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("cancel foo", "riffbridge cancel: JOB: “foo” isn't a whole number."),
        ("fit loop.wav", "riffbridge fit: Missing: --bpm, --bars. See --help."),
        ("render house --bmp 120", "riffbridge: “--bmp 120” is unknown. See --help."),
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
