"""Finds the words for a loop in the text file beside it or in its name. Pure, but for that text file."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

from bridge.errors import BadFile, BadRequest
from bridge.prompts.entries import lexicon
from bridge.prompts.parser import parser_for
from bridge.sound.files.names import is_device
from bridge.terminal import REPLACEMENT, printable
from bridge.untrusted import read_text
from bridge.vocabulary.loras import has_word, is_trigger
from bridge.vocabulary.music import Key
from bridge.vocabulary.prompts import ParsedPrompt

MAX_NAME = 40
# A few hundred words: more than a text encoder reads at once.
MAX_WORDS_BYTES = 2048
_TEMPO = re.compile(
    r"(?<![\d.,])\d{2,3}(?:[.,]\d+)?\s?bpm(?![a-z])|(?<![a-z])bpm\s?\d{2,3}(?:[.,]\d+)?", re.IGNORECASE
)
# With its mode, since “A” may be an article: `Am`, `F#min`, `Bb major`.
_KEY = re.compile(r"(?<![A-Za-z#])[A-G][#b♯♭]?\s?(?:major|minor|maj|min|m)(?![A-Za-z])")
_IGNORED = frozenset({"loop", "loops", "wav", "master", "final", "mix", "bounce", "bpm"})


# What a training tells. A window says these in its own language.
SILENT = "It is silent."
TOO_SHORT = "It is shorter than a bar."
TEMPO_OUT_OF_RANGE = "Its tempo is out of range. Put it into its name, such as pad_120bpm.wav."
NO_TEMPO = "No tempo is heard in it. Put it into its name, such as pad_120bpm.wav."
SAME_SOUND = "It is the same sound as {file}."
NO_FOLDER = "There is no folder {folder}. Name the folder of your loops."
NO_SOUNDS = "{folder} holds no sounds. Put WAV, FLAC, OGG, MP3 or AIFF files into it."
EXISTS = "{path} exists already. Choose another name, or move it away."
OTHER_LOOPS = "“{name}” was begun with other loops, words, model or options. Choose another name."
KNOWN_NAME = "“{name}” already has a meaning in prompts. A word of your own is better: {own}."
RESUMING = "Resuming at step {step} of {steps}."
TRAINED_ALREADY = "Step {step} is reached already. Ask for more steps to train further."
HELD_OUT = "Not trained on, to measure progress: {files}."
NONE_HELD_OUT = "Progress isn't measured: that takes five loops or more."
SENTENCES = (
    SILENT, TOO_SHORT, TEMPO_OUT_OF_RANGE, NO_TEMPO, SAME_SOUND, NO_FOLDER, NO_SOUNDS, EXISTS,
    OTHER_LOOPS, KNOWN_NAME, RESUMING, TRAINED_ALREADY, HELD_OUT, NONE_HELD_OUT,
)  # fmt: skip


def check_trigger(word: str) -> str:
    """Return `word`, or raise `BadRequest` if prompts couldn't hold it as one word."""
    if not is_trigger(word):
        raise BadRequest(
            f"“{word[:60]}” can't be a name. Use up to 40 letters, digits, - and _, and begin with a letter."
        )
    if is_device(word):
        raise BadRequest(f"Windows keeps the name “{word}” for a device. Choose another.")
    return word


def own_word(word: str) -> str:
    """`word` if prompts know nothing of it, so that it can only mean a LoRA; else with `my` in front."""
    return word if _parsed(word).unknown else f"my{word}"[:MAX_NAME]


def name_note(name: str) -> str:
    """Advice on the name of a training that asks for music in a prompt, as `piano` does; empty for others."""
    parsed = _parsed(name)
    if parsed.genre or parsed.instruments or parsed.without or parsed.moods or parsed.techniques:
        return KNOWN_NAME.format(name=name, own=own_word(name))
    return ""


def _parsed(word: str) -> ParsedPrompt:
    return parser_for(lexicon()).parse(word)


def beside(path: Path) -> Path:
    """The file that has the words of the sound `path`, if it is there."""
    return path.with_suffix(".txt")


def words_beside(path: Path) -> str:
    """The text in the `.txt` beside the sound `path`, on one line; empty if there is no such file.

    Raises `BadFile` if it can't be read, isn't UTF-8 or is too long.
    """
    file = beside(path)
    try:
        return one_line(read_text(file, MAX_WORDS_BYTES))
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise BadFile(f"{file.name} can't be read: {error.strerror}.") from error


def key_in_name(name: str) -> Key | None:
    """The key in a file's name, such as `pad_F#m_120`."""
    found = _KEY.search(_spaced(name))
    with contextlib.suppress(BadRequest):
        return Key.parse(found[0]) if found else None
    return None


def words_of_name(name: str, tempo_bpm: float, key: Key | None) -> str:
    """A file's name as words, with its loop's tempo and key: `dusty piano, 90 bpm, A minor`."""
    text = _KEY.sub(" ", _TEMPO.sub(" ", _spaced(one_line(name))))
    words = [word for word in text.split() if word.lower() not in _IGNORED and not word.isdigit()]
    parts = [" ".join(words), f"{tempo_bpm:.0f} bpm", key.words if key else ""]
    return ", ".join(part for part in parts if part)


def with_trigger(trigger: str, words: str) -> str:
    """`words` with `trigger` in front, unless they contain it."""
    if not trigger or has_word(words, trigger):
        return words
    return f"{trigger}, {words}" if words else trigger


def _spaced(name: str) -> str:
    # A dot between digits is a decimal point.
    return re.sub(r"[_\-()\[\]+~,]+|(?<!\d)\.|\.(?!\d)", " ", name)


def one_line(text: str) -> str:
    """`text` on one line, without control characters and bytes that aren't Unicode, which names may hold."""
    return " ".join(printable(text).replace(REPLACEMENT, " ").split())
