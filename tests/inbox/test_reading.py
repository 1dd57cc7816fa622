"""What files say, what may yet become a request, and that reading leads nowhere else."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.errors import BadFile, BadRequest, RiffbridgeError
from bridge.inbox.listing import Look, list_inbox
from bridge.inbox.reading import MAX_SOUND_BYTES, MAX_TEXT_BYTES, Changed, Unfinished, read_request
from bridge.sound.files.clips import write_clip, write_sound
from bridge.sound.files.encoding import Label
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.music import Key, Loop, Meter
from bridge.vocabulary.requests import ClipRequest, PieceRequest
from tests.support.factories import certificate, job
from tests.support.posix import make_pipe

SECOND = np.sin(np.arange(44_100) * 0.05).astype(np.float32)[None] * 0.5


def read(path: Path, *, last_try: bool = False) -> Any:
    return read_request(path, Look.of(path.lstat()), last_try=last_try)


def drop(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_is_a_prompt(tmp_path: Path, encoding: str) -> None:
    path = drop(tmp_path, "Wünsche.TXT", "  drängender Bass,\n鼓 \r\n".encode(encoding))
    assert read(path) == ClipRequest(prompt="drängender Bass, 鼓", origin="folder")


def test_fields_are_a_request(tmp_path: Path) -> None:
    request = ClipRequest(prompt="x", bars=4, source=Path("s.wav"), origin="folder")
    assert read(drop(tmp_path, "a.toml", '\ufeffprompt = "x"\nbars = 4\nsource = "s.wav"')) == request
    assert read(drop(tmp_path, "a.json", '{"prompt": "x", "bars": 4, "source": "s.wav"}')) == request


def test_an_arrangement_is_a_piece_of_what_lies_in_the_folder(tmp_path: Path) -> None:
    text = 'bpm = 120\n[[lane]]\n[[lane.part]]\nsource = "%s"\n'
    found = read(drop(tmp_path, "a.toml", text % "9e41ab07"))
    assert found == PieceRequest(text=text % "9e41ab07", file="a.toml", sources=("9e41ab07",))
    for source, why in (("../x.wav", "Leave out the path"), ("", "source is empty")):
        with pytest.raises(RiffbridgeError, match=why):
            read(drop(tmp_path, "a.toml", text % source))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", b""),
        ("a.txt", b" \n"),
        ("a.txt", b"\xff\xfe\x00"),
        ("a.txt", b"caf\xe9"),
        ("a.toml", b'prompt = "x'),
        ("a.json", b'{"prompt": "x"'),
        ("a.wav", b""),
        ("a.wav", b"RIFF\x00\x00\x00\x00WAVE"),
        ("a.flac", b"fLaC"),
        ("a.mp3", b"no sound"),
        ("song.als", b"x"),
        ("loop.wav.opdownload", b"x"),
    ],
)
def test_what_may_yet_become_a_request(tmp_path: Path, name: str, data: bytes) -> None:
    with pytest.raises(Unfinished, match=r"\.$"):
        read(drop(tmp_path, name, data))


@pytest.mark.parametrize(
    "text",
    ["bmp = 120", 'source = "../s.wav"', 'source = "/etc/passwd"', 'source = "r.txt"', 'source = ".s.wav"',
     'model = "/models/x"', "bars = 0"],
)  # fmt: skip
def test_what_never_will(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadRequest):
        read(drop(tmp_path, "a.toml", text))


def test_texts_and_sounds_have_a_limit(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="65,536"):
        read(drop(tmp_path, "a.toml", "#" * (MAX_TEXT_BYTES + 1)))
    path = drop(tmp_path, "a.wav", "")
    os.truncate(path, MAX_SOUND_BYTES + 1)
    with pytest.raises(BadFile, match="200,000,000"):
        read(path)


@pytest.mark.skipif(os.name == "nt", reason="POSIX files")
def test_only_the_file_that_was_listed_is_read(tmp_path: Path) -> None:
    secret = drop(tmp_path, "secret.txt", "secret")
    look = Look.of(secret.lstat())
    link, pipe = tmp_path / "link.txt", tmp_path / "pipe.txt"
    link.symlink_to(secret)
    make_pipe(pipe)
    with pytest.raises(OSError):
        read_request(link, look, last_try=True)
    for path in (pipe, tmp_path / "gone.txt"):
        with pytest.raises(Changed):
            read_request(path, look, last_try=True)
    secret.write_text("another")
    with pytest.raises(Changed):
        read_request(secret, look, last_try=True)


# ---- sounds ----


def test_a_clip_of_ours_gives_its_frame(tmp_path: Path) -> None:
    path = tmp_path / "clip.wav"
    write_clip(path, SECOND, certificate(job(bars=3, meter=Meter(3, 4))))
    assert read(path) == ClipRequest(
        source=Path("clip.wav"), prompt=job().prompt, tempo_bpm=124.0, bars=3, meter=Meter(3, 4),
        key=Key(9, "minor"), origin="folder",
    )  # fmt: skip


def test_a_certificate_of_a_key_that_there_is_not(tmp_path: Path) -> None:
    path = tmp_path / "clip.wav"
    write_clip(path, SECOND, certificate(job(key=None)))
    path.write_bytes(path.read_bytes().replace(b'"key":null', b'"key":{"tonic":99,"mode":"minor"}'))
    assert read(path, last_try=True).key is None


@pytest.mark.parametrize(
    ("name", "tempo_bpm", "bars"),
    [("loop_120bpm.wav", 120.0, 2), ("loop 100 BPM.flac", 100.0, None), ("loop.ogg", None, None)],
)
def test_a_strangers_sound_gives_what_it_claims(
    tmp_path: Path, name: str, tempo_bpm: float | None, bars: int | None
) -> None:
    soundfile.write(tmp_path / name, np.tile(SECOND[0], 4), 44_100)
    expected = ClipRequest(source=Path(name), tempo_bpm=tempo_bpm, bars=bars, origin="folder")
    assert read(tmp_path / name) == expected


def test_the_loop_chunk_is_read(tmp_path: Path) -> None:
    path = tmp_path / "loop.wav"
    loop = Loop(tempo_bpm=120.0, bars=1)
    write_sound(path, np.tile(SECOND, 2), Label(rate_hz=44_100, file_format=FileFormat.WAV16, loop=loop))
    assert (read(path).tempo_bpm, read(path).bars) == (120.0, 1)


@pytest.mark.parametrize("name", ["a.wav", "a.aiff", "a.flac"])
def test_half_a_sound_may_not_be_all(tmp_path: Path, name: str) -> None:
    soundfile.write(tmp_path / name, np.random.default_rng(0).normal(0, 0.1, 44_100), 44_100)
    data = (tmp_path / name).read_bytes()
    read(tmp_path / name)
    half = drop(tmp_path, f"half-{name}", data[: len(data) // 2])
    with pytest.raises(Unfinished):
        read(half)
    assert read(half, last_try=True).source == Path(half.name)


@given(st.sampled_from(["a.txt", "a.toml", "a.json", "a.wav", "a.flac", "a.aif"]), st.binary(max_size=80))
@settings(max_examples=60)
def test_any_bytes_are_a_request_or_a_clear_no(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: bytes
) -> None:
    heads = {"a.wav": b"RIFF\x20\0\0\0WAVE", "a.flac": b"fLaC\0\0\0\x22", "a.aif": b"FORM\0\0\0\x20AIFF"}
    path = drop(tmp_path_factory.mktemp("any"), name, heads.get(name, b"") + data)
    for last_try in (False, True):
        try:
            assert read(path, last_try=last_try).origin == "folder"
        except RiffbridgeError as error:
            assert str(error).endswith((".", "?"))


@pytest.mark.parametrize("kind", ["w64", "rf64", "caf", "au"])
def test_a_sound_of_a_rarer_kind_is_a_sound(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"a.{kind}"
    soundfile.write(path, SECOND.T, 44_100, format=kind.upper())
    assert read(path).source == Path(path.name)
    drop(tmp_path, path.name, path.read_bytes()[:-5000])
    if kind in ("w64", "caf"):
        with pytest.raises(Unfinished):
            read(path)


@pytest.mark.skipif(os.name == "nt", reason="POSIX files")
def test_only_regular_files_are_listed(tmp_path: Path) -> None:
    drop(tmp_path, "a.txt", "x")
    drop(tmp_path, "鼓.wav", "x")
    for name in (".hidden.txt", "~$a.txt", "a.txt~", "b.wav.part", "c.tmp", "d.crdownload", "Thumbs.db",
                 "a.wav.why.txt", "a.asd", "a.reapeaks", "a.ovw", "a.PKF", "a.sfk",
                 "a.mkpk"):  # fmt: skip
        drop(tmp_path, name, "x")
    (tmp_path / "done").mkdir()
    make_pipe(tmp_path / "pipe.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "nowhere.txt").symlink_to("nowhere")
    listing = list_inbox(tmp_path)
    assert set(listing.files) == {"a.txt", "鼓.wav"}
    assert listing.strange == {"pipe.txt", "link.txt", "nowhere.txt"}
