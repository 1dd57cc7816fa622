"""Random and mutated OSC packets through reading, dispatching and refusing, all in one process.

    python -m benchmarks.fuzz_osc [--packets 2000000] [--plain] [--seed 1]

With atheris (`pip install atheris`) libFuzzer keeps what reaches new code; without it, or with `--plain`,
packets are mutated from a corpus blindly. Every result is checked, every thousandth packet is a good
request that must still be understood, and a thousand that take more than a minute are a hang.
Prints the packets, what they came to, the crashes and the slowest. Exit status 1 if there was a crash.
"""

from __future__ import annotations

import argparse
import contextlib
import faulthandler
import logging
import random
import sys
import tempfile
import time
import traceback
from collections import Counter, deque
from pathlib import Path
from types import ModuleType

from pythonosc.osc_message_builder import OscMessageBuilder

from bridge.messages import answers as an
from bridge.messages import events as ev

try:
    import atheris  # type: ignore[import-untyped,import-not-found,unused-ignore]
except ImportError:
    atheris = None

with atheris.instrument_imports(["bridge.osc", "pythonosc"]) if atheris else contextlib.nullcontext():
    from bridge.osc import answers, codec, dispatch, forms, table

WHERE = forms.Where("127.0.0.1", 9000, 0.0)
# A thousand packets take less than a second.
GOOD_EVERY, HANG_S = 1000, 60.0
GOOD = codec.encode(codec.Message("/riffbridge/render", (1, "dub", "bars", 2, "bpm", 93.5)))

Arguments = tuple[codec.Argument, ...]
_REQUESTS: tuple[tuple[str, Arguments], ...] = (
    ("render", ("a", "dub", "bars", "4", "key", "Am", "meter", "3/4", "seed", "4294967295", "count", 5)),
    ("render", (1.0, "", "preset", "dub", "live", 1, "slot", "A1", "rate", 48000, "format", "flac")),
    ("render", (2, "x", "steps", 20, "guidance", 5.5, "model", "starter", "scheduler", "ddim")),
    ("vary", (7, "f" * 64, "strength", 0.5, "prompt", "acid", "negative", "drums")),
    ("cancel", (7,)),
    ("transport", (120.0, 4, 4, 1, 17.25)),
    ("subscribe", (9001, 30.0)),
    ("unsubscribe", (9001,)),
    ("status", ()),
    ("presets", ()),
    ("clips", ("guitar", "limit", 5)),
    ("done", (1, "x", "/a.wav")),
    ("*", (1,)),
)
# Values that have broken somebody's reader before.
_ODD: Arguments = (
    0, -1, 2**31 - 1, -(2**31), 0.0, -0.0, 1e-45, 3e38, float("nan"), float("inf"), "", "nan", "1e300",
    "9" * 400,     "..", "../../x", "/etc/passwd", "C:\\x", "\\\\host\\share", "CON", "nul.wav",
    "a\x07b", "é" * 50, "\u202e", "*" * 40,
    "key", "bars", "x" * 3000, True, False, None, 2**40, 1.0,
)  # fmt: skip


_PAIRS = sorted({field.name for method in table.METHODS.values() for field in method.pairs})


def packet_of(message: codec.Message) -> bytes:
    """`message` with whatever types its arguments have, in range or not."""
    builder = OscMessageBuilder(message.address)
    for argument in message.arguments:
        builder.add_arg(argument)
    return bytes(builder.build().dgram)


def bundle_of(*packets: bytes) -> bytes:
    return b"#bundle\0" + b"\xff" * 8 + b"".join(len(each).to_bytes(4, "big") + each for each in packets)


def corpus() -> list[bytes]:
    """Packets of every kind, whole and broken."""
    good = [packet_of(codec.Message(f"/riffbridge/{name}", arguments)) for name, arguments in _REQUESTS]
    nested = good[0]
    for _ in range(6):
        nested = bundle_of(nested, good[4])
    return [
        *good,
        bundle_of(*good),
        nested,
        b"",
        b"/",
        b"#bundle\0",
        bundle_of(b"") + b"\xff\xff\xff\xfc",
        b"/a\0\0,b\0\0",
    ]


def mutate(data: bytes, draw: random.Random) -> bytes:
    """`data` changed as a message, if it is one; else, or one time in three, as bytes."""
    read = codec.decode(data)
    if draw.random() < 0.67 and len(read) == 1 and isinstance(read[0], codec.Message):
        with contextlib.suppress(Exception):  # of values that no packet can hold
            return packet_of(_mutate_message(read[0], draw))
    changed = bytearray(data or b"/")
    for _ in range(draw.randint(1, 4)):
        at = draw.randrange(len(changed))
        choice = draw.randrange(5)
        if choice == 0:
            changed[at] = draw.randrange(256)
        elif choice == 1:
            changed[at : at + 4] = draw.choice(
                (b"\0\0\0\0", b"\xff\xff\xff\xfc", b"\x7f\xff\xff\xff", b"\0\0\0\x08")
            )
        elif choice == 2:
            del changed[at : at + draw.randint(1, 8)]
        elif choice == 3:
            changed[at:at] = changed[: draw.randint(1, 64)]
        else:
            changed = bytearray(bundle_of(bytes(changed)))
        changed = changed or bytearray(b"#")
    return bytes(changed)


def _mutate_message(message: codec.Message, draw: random.Random) -> codec.Message:
    arguments = list(message.arguments)
    choice = draw.randrange(4)
    if choice == 0 or not arguments:
        arguments.insert(draw.randint(0, len(arguments)), draw.choice(_ODD))
    elif choice == 1:
        arguments[draw.randrange(len(arguments))] = draw.choice(_ODD)
    elif choice == 2:
        del arguments[draw.randrange(len(arguments))]
    else:
        arguments += [draw.choice(_PAIRS), draw.choice(_ODD)]
    address = message.address if draw.random() < 0.9 else draw.choice(list(table.METHODS))
    return codec.Message(address, tuple(arguments))


class Tally:
    """What the packets came to. `limit` of them are wanted."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.packets = self.crashes = 0
        self.results: Counter[str] = Counter()
        self.slowest_s, self.slowest = 0.0, b""
        self.began_s = time.monotonic()

    def feed(self, packet: bytes) -> None:
        """One packet, as the channel takes it in."""
        self.packets += 1
        if self.packets % GOOD_EVERY == 1:
            faulthandler.dump_traceback_later(HANG_S, exit=True)
        began_s = time.thread_time()
        try:
            self._take_in(packet)
            if self.packets % GOOD_EVERY == 0:
                [good] = codec.decode(GOOD)
                assert isinstance(dispatch.dispatch(good, WHERE), ev.RequestCame)
        except Exception:
            self.crashes += 1
            print(f"crash on {packet!r}", traceback.format_exc(), sep="\n", flush=True)
        took_s = time.thread_time() - began_s
        if took_s > self.slowest_s:
            self.slowest_s, self.slowest = took_s, packet
        if self.packets == self.limit:
            faulthandler.cancel_dump_traceback_later()
            self.report()

    def _take_in(self, packet: bytes) -> None:
        for element in codec.decode(packet):
            result = dispatch.dispatch(element, WHERE)
            self.results[type(result).__name__] += 1
            if isinstance(result, an.Failed):
                for answer in answers.packets(result):
                    assert len(answer) <= codec.MAX_ANSWER_BYTES
            elif isinstance(result, ev.RequestCame):
                assert result.source_clip is None or not set("/\\:") & set(result.source_clip)

    def report(self) -> None:
        took_s = time.monotonic() - self.began_s
        print(f"{self.packets:,} packets in {took_s:.0f} s, {self.crashes} crashes, 0 hangs")
        print(*(f"{name} {count:,}" for name, count in self.results.most_common()), sep=" · ")
        print(f"slowest {1000 * self.slowest_s:.2f} ms of processor: {len(self.slowest)} bytes,")
        print(f"    {self.slowest[:80]!r}")
        sys.stdout.flush()


def guided(fuzzer: ModuleType, tally: Tally, seed: int) -> None:
    """By libFuzzer, which ends the process when it has run."""

    def change(data: bytes, most: int, number: int) -> bytes:
        draw = random.Random(number)
        return bytes(fuzzer.Mutate(data, len(data)) if draw.random() < 0.3 else mutate(data, draw))[:most]

    with tempfile.TemporaryDirectory() as folder:
        for number, packet in enumerate(corpus()):
            (Path(folder) / str(number)).write_bytes(packet)
        options = [f"-runs={tally.limit}", f"-seed={seed}", "-max_len=9000", "-len_control=0", "-verbosity=0"]
        fuzzer.Setup([sys.argv[0], *options, folder], tally.feed, custom_mutator=change)
        fuzzer.Fuzz()


def plain(tally: Tally, seed: int) -> None:
    """Blindly, from a pool that begins as the corpus and takes in one mutant in a hundred."""
    draw = random.Random(seed)
    first = corpus()
    grown: deque[bytes] = deque(first, maxlen=1000)
    while tally.packets < tally.limit:
        packet = mutate(draw.choice(first if draw.random() < 0.5 else grown), draw)[:9000]
        if draw.random() < 0.01:
            grown.append(packet)
        tally.feed(packet)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--packets", type=int, default=2_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plain", action="store_true", help="without atheris")
    options = parser.parse_args()
    logging.disable()
    tally = Tally(options.packets)
    if atheris is None or options.plain:
        plain(tally, options.seed)
    else:
        guided(atheris, tally, options.seed)
    sys.exit(1 if tally.crashes else 0)


if __name__ == "__main__":
    main()
