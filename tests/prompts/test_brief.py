"""What a prompt is read as: one instrument is a solo, and a mood bends the music and not the instrument."""

from __future__ import annotations

from collections.abc import Set
from statistics import mean

import msgspec
import pytest
from msgspec.structs import replace

from benchmarks.judging.respects import features, respects
from bridge.composing.arranging import arrange
from bridge.composing.genre_files import genres
from bridge.composing.instruments import PIECES
from bridge.composing.roles import ROLES
from bridge.composing.score import Score
from bridge.models.catalogue import STARTER_FOLDER
from bridge.models.folder import read_info
from bridge.prompts.brief import read_brief
from bridge.prompts.entries import lexicon
from bridge.prompts.parser import PromptParser
from bridge.requests.resolve import resolve
from bridge.requests.resolve_context import ResolveContext
from bridge.settings import Settings
from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.requests import ClipRequest

STARTER = read_info(STARTER_FOLDER)
PARSER = PromptParser(lexicon())
SINGLE = (
    "piano", "flute", "strings", "violin", "sad piano", "warm cello", "Klavier", "solo flute", "une guitare",
    "slow organ, 4 bars", "piano, no drums", "saxophone melody", "harp loop", "dark choir", "banjo riff",
    "piano like Erik Satie",
)  # fmt: skip
MOODS = ("happy", "sad", "dark", "calm", "aggressive", "busy", "sparse", "slow", "fast", "quiet")


def job_for(prompt: str, seed: int) -> RenderJob:
    context = ResolveContext(
        settings=Settings(),
        model=STARTER,
        model_sha256="f" * 64,
        fresh_seed=seed,
        prompt_parser=PARSER,
    )
    return resolve(ClipRequest(prompt=prompt), context)[0]


def play(prompt: str, seed: int) -> Score:
    job = job_for(prompt, seed)
    assert job.parsed
    heard = job.parsed[0]
    return arrange(
        seed,
        genre=heard.genre,
        players=heard.instruments,
        without=heard.without,
        moods=heard.moods,
        tempo_bpm=job.tempo_bpm,
        bars=job.bars,
        meter=job.meter,
        key=job.key,
        shape=heard.shape,
        edition=heard.edition,
        techniques=heard.techniques,
    )


@pytest.mark.parametrize("prompt", SINGLE)
def test_one_instrument_is_a_solo(prompt: str) -> None:
    for seed in range(8):
        score = play(prompt, seed)
        assert not score.roles & {"drums", "percussion", "bass"}
        assert len({stem.instrument for stem in score.stems}) == 1


@pytest.mark.parametrize(
    "prompt", ["piano house", "jazz piano", "piano and drums", "piano trio", "piano with a rhythm section"]
)
def test_a_band_is_still_a_band(prompt: str) -> None:
    assert any(len(play(prompt, seed).stems) > 1 for seed in range(4))
    assert any(play(prompt, seed).roles & {"drums", "bass"} for seed in range(4))


@pytest.mark.parametrize(
    ("prompt", "playing"),
    [
        ("jazz piano loop", {"chords", "lead"}), ("90s hip hop drums loop", {"drums"}),
        ("violin solo", {"lead"}),
        ("heavy metal double bass drums", {"drums"}), ("disco octave bass line", {"bass"}),
        ("harp", {"chords", "lead"}), ("staccato strings", {"chords", "lead"}), ("taiko drums", {"drums"}),
        ("taiko with a drum roll", {"drums"}),
        ("violin and piano", {"lead", "chords"}),
        ("synth bass and drums", {"bass", "drums"}),
        ("flute, cello, harp", {"lead", "chords", "pad"}),
        ("techno kick and hats", {"drums"}),
        ("jazz trio", {"drums", "bass", "chords"}),
        ("organ trio", {"drums", "bass", "chords"}),
        ("jazz trio with saxophone", {"drums", "bass", "lead"}),
        ("piano waltz", {"chords", "lead"}),
    ],
)  # fmt: skip
def test_a_player_of_a_kind_is_a_solo_in_its_usual_part(prompt: str, playing: set[str]) -> None:
    assert all(play(prompt, seed).roles == playing for seed in range(4))


BAND = frozenset(ROLES)
SOLO = frozenset({"chords", "lead"})


@pytest.mark.parametrize(
    ("prompts", "playing"),
    [
        # A genre's beat is its band. “Just a beat” and a drum beat are drums.
        ("lofi hip hop beat, house beat, trap beat, drill type beat, dark techno beat", BAND),
        ("techno rhythmus, rythme salsa, reggaeton beat, boom bap beats", BAND),
        ("drum beat, house drum beat, just a house beat, techno beat loop, trap drums", {"drums"}),
        ("afro house percussion, tabla", {"percussion"}),
        # A genre and an instrument are its band with the instrument.
        ("country banjo, deep house in B flat piano, trap flute, reggae organ, funk bass", BAND),
        ("jazz klavier, chitarra blues, piano jazz, violão bossa nova, techno synth", BAND),
        ("lofi piano, gospel choir, disco strings, dubstep wobble bass", BAND),
        # Of a genre without drums, or with a part named, the instrument is alone.
        ("classical piano, celtic harp, guitarra flamenca, bluegrass banjo solo, blues guitar riff", SOLO),
        ("jazz piano loop, klavier solo", SOLO),
        ("string quartet, quarteto de cordas, kwartet smyczkowy", {"pad", "lead"}),
        ("psytrance bassline, funk bass line", {"bass"}),
        ("smooth jazz saxophone solo", {"lead"}),
        # An instrument without a genre is alone.
        ("banjo, sad piano, piano triste, musique triste au piano, happy ukulele, guitar loop", SOLO),
        ("bass, 808s", {"bass"}),
    ],
)  # fmt: skip
def test_who_plays(prompts: str, playing: Set[str]) -> None:
    for prompt in prompts.split(", "):
        assert set(ROLES) - set(read_brief(PARSER, prompt).parsed.without) == playing, prompt


def test_a_genres_player_is_in_front_and_a_guitar_is_no_banjo() -> None:
    for seed in range(6):
        banjo, organ, guitar = (play(each, seed) for each in ("country banjo", "reggae organ", "guitar"))
        assert "banjo" in {stem.instrument.name for stem in banjo.stems} and "drums" in banjo.roles
        assert {"organ"} == {stem.instrument.name for stem in organ.stems if stem.role == "chords"}
        assert all("guitar" in stem.instrument.name for stem in guitar.stems)


@pytest.mark.parametrize(
    ("prompt", "genre", "meter"),
    [
        ("piano waltz", None, "3/4"), ("country waltz", "country", "3/4"), ("waltz", "folk", "3/4"),
        ("dub techno", "techno", "4/4"), ("ambient techno", "techno", "4/4"),
    ],
)  # fmt: skip
def test_a_compound_is_of_its_last_genre_and_a_waltz_may_be_any(
    prompt: str, genre: str | None, meter: str
) -> None:
    job = job_for(prompt, 1)
    assert job.parsed and job.parsed[0].genre == genre and str(job.meter) == meter
    if genre is not None:
        low, high = genres()[genre].tempo_bpm
        assert low <= job.tempo_bpm <= high


@pytest.mark.parametrize(
    ("prompt", "techniques", "unknown"),
    [
        ("jazz with a walking bassline", ("walking bass",), ()),
        ("dark trap, half time, hat rolls", ("half time", "hat rolls"), ()),
        ("reggae one drop", ("one drop",), ()),
        ("staccato strings and harp glissando", ("staccato", "glissando"), ()),
        ("house mit arpeggien und ohne fills", ("arpeggio", "no fills"), ()),
        ("techno, no hats", ("no hats",), ()),
        ("no drum fills, house", ("no fills",), ()),
        ("house, no arpeggio", (), ()),
        ("deep house with organ stabs", ("stabs",), ()),
        ("piano waltz", ("waltz",), ()),
        ("四つ打ちのテクノ", ("four on the floor",), ()),
        ("hi-hats only", ("only hats",), ()),
        ("four on the floor with hats only", ("four on the floor", "only kick", "only hats"), ()),
        ("nur Kick und Hi-Hats", ("only kick", "only hats"), ()),
        ("synth bass and clap", ("only claps",), ()),
        ("four on the floor", ("four on the floor",), ()),
        ("drums with a big kick", (), ()),
        ("techno with a hard kick, no bass", (), ()),
    ],
)
def test_techniques_are_read(prompt: str, techniques: tuple[str, ...], unknown: tuple[str, ...]) -> None:
    parsed = read_brief(PARSER, prompt).parsed
    assert (parsed.techniques, parsed.unknown) == (techniques, unknown)


def test_a_kind_and_one_of_it_are_one_player() -> None:
    parsed = read_brief(PARSER, "drums: house. bass: reese. chords: rhodes.").parsed
    assert parsed.instruments == ("drums", "reese bass", "electric piano")


def test_what_is_in_the_words_is_in_the_score() -> None:
    def pieces(prompt: str, seed: int) -> set[int]:
        return {
            note.pitch for stem in play(prompt, seed).stems if stem.role == "drums" for note in stem.notes
        }

    hats = {PIECES[name] for name in ("closed hat", "open hat", "pedal hat")}
    assert any(pieces("techno", seed) & hats for seed in range(6))
    assert not any(pieces("techno, no hats", seed) & hats for seed in range(6))
    assert play("hat rolls, 140", 1).roles == {"drums"}
    assert all("lead" in play("house with a melody", seed).roles for seed in range(6))
    for seed in range(6):
        assert pieces("techno, just kick and clap", seed) == {PIECES["kick"], PIECES["clap"]}
    for seed in range(4):
        bass = next(stem for stem in play("jazz trio with walking bass", seed).stems if stem.role == "bass")
        assert len(bass.notes) >= 7, "a note on each quarter of two bars, but the last may be tied"
        short, usual = (features(play(f"{word} piano", seed))["length"] for word in ("staccato", ""))
        assert short < 0.6 * usual


def test_moods_choose_instruments() -> None:
    def pads(prompt: str) -> list[str]:
        stems = [stem for seed in range(24) for stem in play(prompt, seed).stems if stem.role == "pad"]
        return [stem.instrument.name for stem in stems]

    assert pads("dark house").count("dark pad") + pads("dark house").count("choir") > 2
    assert pads("house").count("dark pad") + pads("house").count("choir") == 0


def test_the_key_of_a_genre_is_mostly_in_its_mode() -> None:
    modes = [key.mode for seed in range(30) if (key := job_for("techno", seed).key)]
    assert modes.count("minor") >= 25
    modes = [key.mode for seed in range(30) if (key := job_for("country", seed).key)]
    assert modes.count("major") >= 20


def test_a_mood_does_not_choose_a_genre_against_the_instrument() -> None:
    assert all(play("sad piano", seed).stems[0].instrument.name == "piano" for seed in range(20))
    assert "trap" not in {play("sad piano", seed).genre for seed in range(20)}


@pytest.mark.parametrize("mood", MOODS)
def test_a_mood_is_in_the_score_at_the_same_seed(mood: str) -> None:
    pairs = [(play("piano house", seed), play(f"{mood} piano house", seed)) for seed in range(6)]
    assert mean(respects(*pair) for pair in pairs) >= 2


def test_moods_choose_the_mode_and_the_tempo_where_nobody_says() -> None:
    for seed in range(20):
        key = job_for("sad piano", seed).key
        assert key is not None and key.mode == "minor"
    assert (
        read_brief(PARSER, "sad piano").mode == "minor" and read_brief(PARSER, "happy piano").mode == "major"
    )
    slow, usual, fast = (job_for(f"{word} house", 1).tempo_bpm for word in ("slow", "", "fast"))
    assert slow < 0.85 * usual and fast > 1.1 * usual
    # Slow house is still house, slow dub no dirge, and fast drum and bass no blur.
    assert (slow, job_for("slow dub", 1).tempo_bpm) == (100, 54)
    assert job_for("fast drum and bass", 1).tempo_bpm == 192
    assert job_for("slow house, 124 bpm", 1).tempo_bpm == 124
    assert job_for("slow blues", 1).tempo_bpm < 0.7 * job_for("blues", 1).tempo_bpm


@pytest.mark.parametrize("words", ["fast", "live", "acoustic", "hard", "schneller"])
def test_where_two_phrases_overlap_the_longer_one_counts(words: str) -> None:
    """“Fast drum” alone would be a break kit."""
    heard = read_brief(PARSER, f"{words} drum and bass").parsed
    assert heard.genre == "drum and bass" and not heard.instruments
    assert read_brief(PARSER, "fast drum loop").parsed.instruments == ("break kit",)


@pytest.mark.parametrize("genre", [entry.name for entry in lexicon().entries if entry.kind == "genre"])
def test_a_player_beside_any_genre_plays(genre: str) -> None:
    for player in ("piano", "music box", "choir", "kalimba"):
        for words in (f"{genre} {player}", f"{player} {genre}", f"sad {genre} with {player}"):
            heard = read_brief(PARSER, words).parsed
            assert (heard.genre, heard.instruments) == (genre, (player,)), words


@pytest.mark.parametrize(
    ("words", "players"),
    [
        ("piano house", ("piano",)), ("gospel choir music", ("choir",)), ("quatuor à cordes", ("strings",)),
        ("piano house with organ", ("organ",)), ("drum and bass beat", ()), ("trap beat", ()),
        ("synth-pop", ()), ("house, no piano", ()),
    ],
)  # fmt: skip
def test_a_player_in_the_name_of_a_genre_plays(words: str, players: tuple[str, ...]) -> None:
    assert read_brief(PARSER, words).parsed.instruments == players
    assert not set(players) & set(read_brief(PARSER, words, ", ".join(players)).parsed.instruments)


def test_a_prompt_of_which_nothing_new_is_understood_is_read_as_before() -> None:
    for prompt in ("house with piano", "techno drums only", "kazoo", "", "no drums, house with bass"):
        assert replace(read_brief(PARSER, prompt).parsed, edition=0) == PARSER.parse(prompt)


@pytest.mark.parametrize(
    "prompt", (*SINGLE, *MOODS, "sad piano", "house with piano", "no drums, bass and pad")
)
def test_a_job_read_again_has_the_same_name(prompt: str) -> None:
    """A whole number where a fraction belongs would be written otherwise than it is read."""
    job = job_for(prompt, 1)
    assert msgspec.json.decode(msgspec.json.encode(job), type=RenderJob).digest == job.digest
