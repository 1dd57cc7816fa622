"""A few words, for what offers them."""

from __future__ import annotations

from bridge.prompts.lexicon import Entry
from bridge.requests.presets import Preset
from ui.common.vocabulary import Words, phrases_of

_ENTRIES = (
    Entry(kind="genre", name="jazz", phrases=("jazz", "be-bop")),
    Entry(kind="instrument", name="upright bass", phrases=("acoustic bass", "upright bass", "контрабас*")),
    Entry(kind="instrument", name="piano", phrases=("piano", "piano*")),
    Entry(kind="instrument", name="slap bass", phrases=("slap bass",), genres=("funk",)),
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
WORDS = Words(presets=_PRESETS, phrases=phrases_of(_PRESETS, _ENTRIES), entries=_ENTRIES)
