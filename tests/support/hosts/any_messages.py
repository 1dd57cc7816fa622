"""Any message, in any order: what translators must bear."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from bridge.hosts.translator import Said, Translator
from bridge.osc.codec import Message
from bridge.stage.events import Heard
from bridge.timing import MAX_TEMPO_BPM, MIN_TEMPO_BPM

arguments = st.lists(
    st.integers(-(2**63), 2**63 - 1)
    | st.floats()
    | st.floats(0, 1000)
    | st.text(max_size=12)
    | st.sampled_from(
        ["1.1.00", "-3.4.99", "12.03.02:50", "4 / 4", "7/8", "0 / 0", "001|01|0000", "00:00:01.500"]
    )
    | st.sampled_from(["48000", "99999999999999999999"])
    | st.booleans()
    | st.none(),
    max_size=2,
).map(tuple)


def conversations(addresses: Sequence[str]) -> st.SearchStrategy[list[tuple[str, object, float]]]:
    """Ticks, and messages to `addresses` and to others, with the seconds that pass before each."""
    message = st.builds(Message, st.sampled_from([*addresses, "/other", "/"]), arguments)
    step = st.tuples(st.sampled_from(["hear", "hear", "hear", "tick"]), message, st.floats(0, 20))
    return st.lists(step, max_size=40)


def bears(translator: Translator, steps: list[tuple[str, object, float]]) -> list[Said]:
    """Let `translator` hear it all; what it says must be possible."""
    now_s = 1000.0
    said: list[Said] = [*translator.start(now_s, 12345)]
    for what, message, passed_s in steps:
        now_s += passed_s
        assert isinstance(message, Message)
        said += translator.hear(message, now_s) if what == "hear" else translator.tick(now_s)
    said += translator.stop()
    for each in said:
        if isinstance(each, Heard):
            assert MIN_TEMPO_BPM <= each.transport.tempo_bpm <= MAX_TEMPO_BPM
            assert abs(each.transport.beat) < 1e10
            assert each.transport.source == translator.name
    return said
