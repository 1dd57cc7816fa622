"""Clips are deleted and come back, renamed and tagged."""

from __future__ import annotations

import os
from itertools import count
from typing import Any

import pytest

from bridge.errors import BadRequest, StorageFailed
from bridge.library import Library, Query
from bridge.library.curating import checked_tags, file_stem
from bridge.sound.files import extras
from bridge.vocabulary.files import Extra
from bridge.vocabulary.jobs import InpaintSpan, MorphTarget, RenderJob, SourceAudio
from tests.support.library import admitted, job, make


def listed(library: Library, words: str = "") -> list[str]:
    return [each.digest for each in library.search(Query(words=words, missing=None))]


def test_a_deleted_clip_comes_back_to_its_place_with_all_that_is_known_of_it(library: Library) -> None:
    first, second, third = (make(library, job(seed=seed))[0] for seed in (1, 2, 3))
    notes = extras.path_of(Extra.MIDI, second.path)
    notes.write_bytes(b"notes")
    data = second.path.read_bytes()
    library.favourite(second.job.digest)
    library.tag(second.job.digest, ["dark", "set 1"])
    before = library.clip(second.job.digest)
    assert library.delete(second.path.name) == before
    assert listed(library) == [third.job.digest, first.job.digest] and not listed(library, "dark")
    assert not second.path.exists() and not notes.exists() and library.find([second.job]) is None
    # What comes after takes nobody's place.
    last = library.delete(third.job.digest).digest
    [new] = make(library, job(seed=4))
    assert library.restore(second.job.digest[:8]) == before
    library.restore(last)
    order = [new.job.digest, last, second.job.digest, first.job.digest]
    assert listed(library) == order and listed(library, "dark") == order[2:3]
    assert second.path.read_bytes() == data and notes.read_bytes() == b"notes"
    assert [each for each in second.path.parent.iterdir() if each.name.startswith(".")] == []


def test_a_clip_that_is_rendered_again_meanwhile_is_there_once(library: Library) -> None:
    [clip] = make(library, job())
    library.delete(clip.job.digest)
    [again] = make(library, job())
    assert library.restore(clip.job.digest).clip == again == clip
    assert listed(library) == [clip.job.digest]
    library.delete(clip.job.digest)
    with pytest.raises(BadRequest, match="trash has no clip"):
        library.restore("")


def test_too_few_digits_are_answered_with_enough_of_them(library: Library) -> None:
    first_with: dict[str, RenderJob] = {}
    for each in (job(seed=seed) for seed in count()):
        if (other := first_with.setdefault(each.digest[:4], each)) is not each:
            break
    make(library, other, each)
    digests = sorted((other.digest, each.digest))
    enough = next(n for n in range(4, 65) if digests[0][:n] != digests[1][:n])
    ids = [digest[:enough] for digest in digests]
    for call in (library.clip, library.delete):
        with pytest.raises(BadRequest, match=f"Use {ids[0]} or {ids[1]}"):
            call(each.digest[:4])
    library.delete(ids[0])
    with pytest.raises(BadRequest, match=f"The id {ids[0][:2]} needs more digits. Use {ids[0][:4]}"):
        library.restore(ids[0][:2])
    library.delete(ids[1])
    with pytest.raises(BadRequest, match=f"Use {ids[0]} or {ids[1]}"):
        library.restore(each.digest[:4])
    assert library.restore(ids[0]).digest.startswith(ids[0])


def test_another_file_in_its_place_is_left_alone(library: Library) -> None:
    [clip] = make(library, job())
    library.delete(clip.job.digest)
    clip.path.write_bytes(b"mine")
    back = library.restore(clip.job.digest)
    assert (
        clip.path.read_bytes() == b"mine"
        and back.clip.path.stem == f"{clip.path.stem}-2"
        and not back.missing
    )


def test_a_ghost_is_removed_and_can_be_called_back(library: Library) -> None:
    [clip] = make(library, job())
    clip.path.unlink()
    assert library.delete(clip.job.digest).missing
    assert listed(library) == []
    assert library.restore(clip.job.digest).missing
    assert listed(library) == [clip.job.digest]


def test_what_a_render_needs_stays(library: Library) -> None:
    [clip] = make(library, job())
    clip.path.unlink()
    admitted(library, clip.job)
    with pytest.raises(BadRequest, match="A render needs this clip"):
        library.delete(clip.job.digest)
    assert listed(library) == [clip.job.digest]


def test_the_trash_empties_by_age(library: Library) -> None:
    [clip] = make(library, job())
    library.delete(clip.job.digest)
    hidden = next(clip.path.parent.glob(".riffbridge-trash/*.wav"))
    assert library.empty_trash() == 0 and hidden.exists()
    assert library.empty_trash(older_than_s=-1) == 1
    assert not hidden.parent.exists()
    for gone in (clip.job.digest, ""):
        with pytest.raises(BadRequest):
            library.restore(gone)


def test_what_cannot_be_deleted_yet_stays_in_the_trash(library: Library) -> None:
    [clip] = make(library, job())
    library.delete(clip.job.digest)
    hidden = next(clip.path.parent.glob(".riffbridge-trash/*.wav"))
    sound = hidden.read_bytes()
    hidden.unlink()
    hidden.mkdir()
    assert library.empty_trash(older_than_s=-1) == 0
    with pytest.raises(BadRequest):
        library.restore("")
    hidden.rmdir()
    hidden.write_bytes(sound)
    assert library.restore(clip.job.digest).clip.path == clip.path


def test_a_disk_that_refuses_leaves_all_as_it_was(library: Library) -> None:
    [clip] = make(library, job())
    (clip.path.parent / ".riffbridge-trash").write_text("in the way")
    with pytest.raises(StorageFailed):
        library.delete(clip.job.digest)
    found = library.clip(clip.job.digest)
    assert found is not None and not found.missing


def test_a_title_names_the_file_and_is_found_and_taken_back(library: Library) -> None:
    [clip], [other] = make(library, job(seed=1)), make(library, job(seed=2))
    named = library.rename(clip.job.digest, "  Friday:  bass/\n1 ")
    assert (named.title, named.clip.path.name) == ("Friday: bass/ 1", "Friday- bass- 1.wav")
    assert listed(library, "friday") == [clip.job.digest] and not clip.path.exists()
    assert library.rename(other.job.digest, "Friday: bass/ 1").clip.path.name == "Friday- bass- 1-2.wav"
    back = library.rename(clip.job.digest, "")
    assert (back.title, back.clip.path) == ("", clip.path) and listed(library, "friday") == [other.job.digest]
    clip.path.unlink()
    with pytest.raises(BadRequest, match="missing"):
        library.rename(clip.job.digest, "x")


@pytest.mark.parametrize(
    "title", ["CON", "lpt1.x", "..", "a" * 300, "🙂" * 80, "ein*Stern?", " . ", "雨の音"]
)
def test_any_title_makes_a_file_that_every_system_takes(title: str) -> None:
    stem = file_stem(title)
    assert len(stem.encode()) <= 220
    assert stem and not set(stem) & set('\\/:*?"<>|') and not stem.endswith((".", " "))
    assert stem.lower() not in ("con", "lpt1.x")


def test_tags_are_a_list_without_doubles(library: Library) -> None:
    [clip] = make(library, job())
    tags = library.tag(clip.job.digest, ["Dark, set 1", "dark", " ", "Bass\n"]).tags
    assert tags == ("Dark", "set 1", "Bass")
    clip.path.unlink()
    make(library, job())  # entered anew, it keeps them
    assert [each.tags for each in library.search(Query(words="set 1"))] == [tags]
    assert library.tag(clip.job.digest, []).tags == () and not listed(library, "bass")
    with pytest.raises(BadRequest, match="at most 20"):
        checked_tags(map(str, range(21)))


def test_what_is_made_from_a_clip_with_a_title_has_that_title(library: Library) -> None:
    [bass] = make(library, job(prompt="slow bass"))
    library.rename(bass.job.digest, "Friday bass")

    def made_from(source: str, prompt: str = "slow bass", **changes: Any) -> str:
        """The title of a clip that is made so from the clip of this name."""
        named = library.clip(source)
        assert named is not None
        of = SourceAudio(path=str(named.clip.path), sha256="0" * 64)
        [clip] = make(library, job(prompt=prompt, source=of, **changes))
        entered = library.clip(clip.job.digest)
        assert entered is not None
        return entered.title

    gap = InpaintSpan(0.0, 2.0)
    assert made_from("Friday bass") == "Friday bass, variation"
    assert made_from("Friday bass", gap=gap) == "Friday bass, fill"
    assert made_from("Friday bass", strength=0.0) == "Friday bass"
    assert made_from("Friday bass", goal=MorphTarget("dub", 1, 0.5)) == "Friday bass, morph"
    # In other words it is another thing, and what a clip was made from counts once.
    assert made_from("Friday bass", prompt="fast bass") == ""
    [fill] = [each for each in library.search(Query()) if each.title == "Friday bass, fill"]
    assert made_from(fill.digest, bars=2, source_bars=1) == "Friday bass, extended"
    assert len(listed(library, "friday")) == 6
    # A title that is taken away stays away.
    plain = library.rename(fill.digest, "").clip
    os.utime(plain.path, (1, 1))
    library.add([plain])
    assert not any(each.title == "Friday bass, fill" for each in library.search(Query()))
