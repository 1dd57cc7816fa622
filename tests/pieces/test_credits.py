"""Credits name every licence rightly, and the strictest for the whole."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st
from mutagen.id3 import ID3, TCOP, TPE1, WCOP

from bridge.pieces.crediting import read_credit
from bridge.pieces.credits import (
    MAX_COMMENT_CHARACTERS,
    as_tag,
    authors,
    clip_credit,
    credits_text,
    whole_licence,
)
from bridge.sound.files.clips import Rights, describe, read_evidence, read_rights, write_clip
from bridge.sound.files.encoding import Label, encode_sound
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.jobs import SourceAudio
from bridge.vocabulary.licences import Duty, conflicts, licence, strictest
from bridge.vocabulary.loras import Lora
from tests.support.factories import certificate, job

SOUND = np.full((1, 4_410), 0.25, np.float32)
SOURCE = SourceAudio(path="/home/somebody/guitar.wav", sha256="0" * 64)
# From the lightest to the strictest.
LADDER = (
    "CC0-1.0", "MIT", "CC-BY-4.0", "CreativeML OpenRAIL-M", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC-BY-NC-SA-4.0",
    "CC-BY-NC-ND-4.0", "all rights reserved",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("cc0", "CC0-1.0"),
        ("Creative Commons 0", "CC0-1.0"),
        ("CC BY-SA 3.0", "CC-BY-SA-3.0"),
        ("cc_by_nc_sa", "CC-BY-NC-SA-4.0"),
        ("Attribution NonCommercial", "CC-BY-NC-4.0"),
        ("Creative Commons Attribution-ShareAlike 4.0 International License", "CC-BY-SA-4.0"),
        ("2021 Ana. Under http://creativecommons.org/licenses/by/2.5/pl/ here", "CC-BY-2.5"),
        ("creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"),
        ("creativecommons.org/publicdomain/mark/1.0/", "CC-PDM-1.0"),
        ("openrail-m", "CreativeML OpenRAIL-M"),
        ("MIT License", "MIT"),
    ],
)
def test_a_licence_is_known_by_its_usual_names(text: str, name: str) -> None:
    assert licence(text).name == name and licence(text).link.startswith("https://")
    assert licence(name) == licence(text)


@pytest.mark.parametrize("text", ["not CC0", "by", "by Ana", "© 2020 Ana", "that of its own folder"])
def test_what_is_not_known_for_sure_counts_as_the_strictest(text: str) -> None:
    assert licence(text).name == text and not licence(text).is_known
    assert strictest([licence(text), licence("CC-BY-NC-ND-4.0")]).name == text


@settings(max_examples=30)
@given(st.lists(st.sampled_from(LADDER), min_size=1, max_size=9))
def test_the_strictest_is_the_one_highest_on_the_ladder(names: list[str]) -> None:
    assert strictest(map(licence, names)).name == max(names, key=LADDER.index)


def test_share_alike_goes_with_light_licences_only() -> None:
    def pairs(*names: str) -> list[tuple[str, str]]:
        return [(one.name, other.name) for one, other in conflicts(map(licence, names))]

    assert pairs("CC-BY-SA-4.0", "CC-BY-SA-4.0", "CC-BY-4.0", "MIT", "CC0-1.0") == []
    assert pairs("CC-BY-NC-4.0", "CC-BY-SA-4.0") == [("CC-BY-NC-4.0", "CC-BY-SA-4.0")]


def test_the_whole_names_the_strictest_and_all_that_the_parts_ask_for() -> None:
    redrawn = job(source=SOURCE, strength=0.6, source_licence="CC BY-SA 4.0", source_author="Ana\nBel")
    drawn = certificate(licence="CreativeML OpenRAIL-M")
    found = [
        clip_credit("a.wav", certificate(redrawn), "Riffbridge starter"),
        clip_credit("b.ogg", drawn, "Riffusion v1"),
    ]
    text = credits_text(found, title="Piece", artist="Cy", program="riffbridge 1")
    assert str(whole_licence(found)) == "CC-BY-SA-4.0, https://creativecommons.org/licenses/by-sa/4.0/"
    assert authors(found) == "Ana Bel"
    assert text.splitlines() == [
        "Credits: Piece",
        "by Cy",
        "",
        "Licence of the whole: CC-BY-SA-4.0, https://creativecommons.org/licenses/by-sa/4.0/",
        f"- {Duty.ATTRIBUTION.value}",
        f"- {Duty.USE_LIMITS.value}",
        f"- {Duty.SHARE_ALIKE.value}",
        "- CC-BY-SA-4.0 and CreativeML OpenRAIL-M may not go together. Ask an author before you publish.",
        "",
        "1. a.wav",
        f"   Prompt: “{redrawn.prompt}”",
        "   Made with: Riffbridge starter",
        "   Licence: CC0-1.0, https://creativecommons.org/publicdomain/zero/1.0/",
        "   Source: guitar.wav by Ana Bel (CC-BY-SA-4.0, https://creativecommons.org/licenses/by-sa/4.0/)",
        "   Changes: redrawn at strength 0.6, fitted to 2 bars at 124 BPM",
        "",
        "2. b.ogg",
        f"   Prompt: “{drawn.job.prompt}”",
        "   Made with: Riffusion v1",
        "   Licence: CreativeML OpenRAIL-M, https://huggingface.co/spaces/CompVis/stable-diffusion-license",
        "",
        "Made with riffbridge 1.",
    ]


def test_a_source_without_a_licence_is_pointed_out() -> None:
    found = [clip_credit("a.wav", certificate(job(source=SOURCE, strength=0.0)), "Starter")]
    text = credits_text(found, program="riffbridge 1")
    assert "guitar.wav states no licence. If it isn't yours, ask its author" in text
    assert "Changes: fitted to 2 bars at 124 BPM" in text


def test_loras_are_named_with_the_duty_to_read_their_licence() -> None:
    lora = Lora(name="/home/somebody/jazz.safetensors", sha256="0" * 64)
    found = [clip_credit("a.wav", certificate(job(loras=(lora,))), "Starter")] * 2
    text = credits_text(found, program="riffbridge 1")
    assert "Made with: Starter, LoRA jazz\n" in text and "somebody" not in text
    assert text.count("The LoRA jazz has a licence of its own.") == 1


def test_a_tag_is_cut() -> None:
    assert as_tag("x") == "x" and len(as_tag("x" * 10**6)) == MAX_COMMENT_CHARACTERS


@pytest.mark.parametrize("form", [FileFormat.WAV16, FileFormat.FLAC, FileFormat.OGG])
def test_a_clip_keeps_the_rights_of_its_source_in_its_tags(tmp_path: Path, form: FileFormat) -> None:
    path = tmp_path / f"clip{form.suffix}"
    made = job(source=SOURCE, file_format=form, source_licence="CC-BY-4.0", source_author="Ana")
    write_clip(path, SOUND, certificate(made))
    texts = describe(path)["texts"]
    assert "Ana" in texts.values() and "CC-BY-4.0" in texts.values()
    assert read_rights(path) == Rights("Ana", "CC-BY-4.0")
    credit = read_credit(path, tmp_path)
    assert credit.source is not None and credit.source.author == "Ana"
    assert str(SOURCE.path) not in credits_text([credit], program="")


@pytest.mark.parametrize("form", [FileFormat.WAV24, FileFormat.FLAC, FileFormat.OGG])
def test_a_sound_of_somebody_else_states_its_rights_in_tags(tmp_path: Path, form: FileFormat) -> None:
    path = tmp_path / f"sound{form.suffix}"
    path.write_bytes(
        encode_sound(SOUND, Label(rate_hz=44_100, file_format=form, artist="Ana", licence="cc0"))
    )
    assert read_rights(path) == Rights("Ana", "cc0")
    assert (read_evidence(path).author, read_evidence(path).licence) == ("Ana", "cc0")
    credit = read_credit(path, tmp_path)
    assert credit.source is not None and credit.source.licence == licence("CC0-1.0")


def test_what_tags_state_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "sound.flac"
    label = Label(rate_hz=44_100, file_format=FileFormat.FLAC, artist="A" * 100_000, licence="-" * 100_000)
    path.write_bytes(encode_sound(SOUND, label))
    assert read_rights(path) == Rights("A" * 200, "-" * 200)


def test_an_mp3_states_its_rights_in_id3(tmp_path: Path) -> None:
    path = tmp_path / "sound.mp3"
    soundfile.write(path, np.zeros(4_410), 44_100)
    tag = ID3()
    tag.add(TPE1(text=["Ana"]))
    tag.add(TCOP(text=["2020 Ana"]))
    tag.save(path)
    assert read_rights(path) == Rights("Ana", "2020 Ana")
    tag.add(WCOP(url="http://creativecommons.org/licenses/by/4.0/"))
    tag.save(path)
    assert licence(read_rights(path).licence).name == "CC-BY-4.0"
