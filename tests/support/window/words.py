"""A few words, for what offers them."""

from __future__ import annotations

from bridge.models.catalogue import STARTER_FOLDER
from bridge.models.folder import read_info
from bridge.prompts.lexicon import Entry, Lexicon
from bridge.prompts.parser import parser_for
from bridge.requests.presets import Preset
from bridge.requests.resolve_context import ResolveContext
from bridge.settings import Settings
from ui.common.vocabulary import Words, phrases_of

_ENTRIES = (
    Entry(kind="genre", name="jazz", phrases=("jazz", "be-bop")),
    Entry(
        kind="instrument",
        name="upright bass",
        phrases=("acoustic bass", "upright bass", "контрабас*"),
        roles=("bass",),
    ),
    Entry(kind="instrument", name="piano", phrases=("piano", "piano*"), roles=("chords", "lead")),
    Entry(kind="instrument", name="slap bass", phrases=("slap bass",), genres=("funk",), roles=("bass",)),
    Entry(kind="mood", name="calm", phrases=("calm",)),
)
_PRESETS = {
    "waltz": Preset(
        title="Waltz", genre="jazz", prompt="a slow waltz", words="waltz", tempo_bpm=90, bars=8, key="Am"
    ),
    "drone": Preset(
        title="Drone", genre="ambient", prompt="a long drone", words="drone", tempo_bpm=60, bars=3
    ),
}
_CONTEXT = ResolveContext(
    settings=Settings(),
    model=read_info(STARTER_FOLDER),
    model_sha256="",
    fresh_seed=0,
    prompt_parser=parser_for(Lexicon(_ENTRIES)),
)
WORDS = Words(
    presets=_PRESETS, phrases=phrases_of(_PRESETS, _ENTRIES, "en"), entries=_ENTRIES, context=_CONTEXT
)
