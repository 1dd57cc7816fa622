"""Checks the name of a training, which is the trigger word in prompts. Without torch."""

from __future__ import annotations

from bridge.errors import BadRequest
from bridge.prompts.entries import lexicon
from bridge.prompts.parser import parser_for
from bridge.sound.files.names import is_device
from bridge.tuning.sentences import KNOWN_NAME
from bridge.vocabulary.loras import is_trigger
from bridge.vocabulary.prompts import ParsedPrompt

MAX_NAME = 40


def check_trigger(word: str) -> str:
    """Return `word`, or raise `BadRequest` if prompts couldn't hold it as one word."""
    if not is_trigger(word):
        raise BadRequest(
            f"“{word[:60]}” can't be a name. Use up to {MAX_NAME} letters, digits, - and _, and begin with a "
            "letter."
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
