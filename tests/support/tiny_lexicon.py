"""The four entries that the tiny starter understands."""

from __future__ import annotations

from bridge.prompts.lexicon import Entry, Lexicon

LEXICON = Lexicon(
    (
        Entry("genre", "house", ("house", "haus")),
        Entry("instrument", "piano", ("piano", "klavier"), roles=("chords", "lead")),
        Entry("family", "drums", ("drums", "schlagzeug"), roles=("drums", "percussion")),
        Entry("mood", "warm", ("warm",)),
    )
)
