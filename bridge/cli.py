"""The command line: what can be typed, and which command answers it.

Results go to stdout, progress and complaints to stderr. Exit status: 0 done, 2 for what was asked
wrongly, 1 for what could not be done.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import NoReturn

from bridge import PROGRAM, system_libraries
from bridge.commands import completion, hosts, install, library, osc, train
from bridge.commands.help_texts import document
from bridge.commands.options import add_device, add_fields, add_request
from bridge.commands.parser import Parser
from bridge.engine.fast_imports import fast_imports
from bridge.errors import NOT_UNICODE, BadFile, Cancelled, RiffbridgeError
from bridge.requests.fields import FILE, SOURCE
from bridge.terminal import printing

MUSIC = ("bpm", "bars", "meter")
_CLIP = "a sound file, or a clip's id or file name"


def build_parser() -> Parser:
    """All commands and their options."""
    parser = Parser(prog="riffbridge", usage="riffbridge [COMMAND] [OPTIONS]")
    parser.add_argument("--version", action="version", version=PROGRAM)
    commands = parser.add_subparsers(dest="command", prog="riffbridge", help=argparse.SUPPRESS)
    _add_render(commands.add_parser("render", help="render a loop from words, a preset or a sound"))
    _add_sounds(commands)
    _add_pieces(commands)
    _add_credits(commands)
    _add_inspect(commands)
    _add_lists(commands)
    _add_serve(commands)
    _add_demo(commands)
    _add_around(commands)
    osc.add_parser(commands)
    hosts.add_parser(commands)
    install.add_parser(commands)
    library.add_parser(commands)
    train.add_parser(commands)
    completion.add_parser(commands)
    parser.set_defaults(run=_lazy("bridge.commands.window", "run"))
    document(parser)
    return parser


def _add_output(parser: argparse._ActionsContainer, what: str) -> None:
    parser.add_argument("-o", "--output", type=Path, metavar="PATH", help=f"file or folder for {what}")
    parser.add_argument("--json", action="store_true", help="print results as JSON, a line each")


def _add_render(parser: argparse.ArgumentParser) -> None:
    groups = add_request(parser)
    groups[SOURCE].add_argument(
        "--like", type=Path, metavar="CLIP", help="render this clip, or file, again, byte for byte"
    )
    _add_output(groups[FILE], "the loop")
    where = parser.add_argument_group("where it is rendered")
    add_device(where)
    where.add_argument("--alone", action="store_true", help="don't use a running bridge")
    where.add_argument(
        "--cluster",
        metavar="ADDRESS",
        help="render on the workers of a Ray cluster (auto, host:port, ray://host:port); each clip is then a "
        "job of its own: --count N, up to 10000, makes the same files as N renders of one with the seeds "
        "--seed, --seed + 1, …; given again with the same seed, it goes on where it was stopped",
    )
    parser.set_defaults(run=_lazy("bridge.commands.render", "run"))


def _add_sounds(commands: argparse._SubParsersAction[Parser]) -> None:
    encode = commands.add_parser("encode", help="turn a sound into a spectrogram picture")
    encode.add_argument("audio", type=Path, metavar="AUDIO", help="a sound file")
    encode.add_argument("-o", "--output", type=Path, required=True, help="the PNG to write")
    encode.add_argument("--stereo", action="store_true", help="keep stereo, as the green and blue channels")
    encode.add_argument("--musical", action="store_true", help="use the starter's format, in musical time")
    add_fields(encode, *MUSIC)
    encode.set_defaults(run=_lazy("bridge.commands.sounds", "encode"))

    decode = commands.add_parser("decode", help="turn a spectrogram picture into a sound")
    decode.add_argument("picture", type=Path, metavar="PNG", help="a spectrogram picture")
    add_fields(decode, *MUSIC, "seed", "format")
    decode.add_argument(
        "--method", choices=("best", "griffin-lim"), default="best", help="how phases are found"
    )
    _add_output(decode, "the sound")
    decode.set_defaults(run=_lazy("bridge.commands.sounds", "decode"))

    fit = commands.add_parser(
        "fit",
        help="fit a sound to exact bars at a tempo",
        description="Fit a sound to exact bars at a tempo. A longer loop is cut, a shorter one repeated.",
    )
    fit.add_argument("audio", type=Path, metavar="AUDIO", help="a sound file")
    add_fields(fit, "bpm", "bars", required=True)
    add_fields(fit, "meter", "format", "source_bpm", "source_bars", "source_licence", "source_author")
    _add_output(fit, "the loop")
    fit.set_defaults(run=_lazy("bridge.commands.sounds", "fit"))


def _add_pieces(commands: argparse._SubParsersAction[Parser]) -> None:
    join = commands.add_parser("join", help="join clips, sounds and words into a piece")
    _add_parts(join)
    join.add_argument("--picture", type=Path, metavar="PNG", help="also write the piece's spectrogram")
    join.add_argument(
        "--arrangement", type=Path, metavar="TOML", help="also write the arrangement to this file"
    )
    join.add_argument("--credits", action="store_true", help="also write CREDITS.txt beside the piece")
    _add_output(join, "the piece")
    join.set_defaults(run=_lazy("bridge.commands.join", "run"))

    export = commands.add_parser("export", help="write a piece for your DAW, with notes and credits")
    _add_parts(export)
    export.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="PATH",
        help="a .dawproject (Bitwig, Studio One, Cubase), a REAPER .rpp, or a folder: a file for each lane",
    )
    export.add_argument("--json", action="store_true", help="print results as JSON, a line each")
    export.set_defaults(run=_lazy("bridge.commands.export", "run"))


def _add_parts(join: argparse.ArgumentParser) -> None:
    """What a piece is joined from."""
    join.add_argument(
        "parts",
        nargs="+",
        metavar="PART",
        help="a clip's id or file name, a sound file, or words in quotes; 'A*2' plays A twice, '~2' is a "
        "transition of two bars between its neighbours; or only the .toml of an arrangement",
    )
    add_fields(join, "bpm", "meter", "rate", "format")
    join.add_argument(
        "--crossfade", default="0", metavar="BEATS", help="cross-fade the parts over this many beats"
    )
    join.add_argument("--title", help="the piece's title")
    join.add_argument("--artist", default="", help="who made the piece, for its tags and credits")
    words = join.add_argument_group("loops that are rendered from words")
    add_fields(words, "bars", "key", "seed", "model", "strength", "steps", "negative")


def _add_credits(commands: argparse._SubParsersAction[Parser]) -> None:
    credits = commands.add_parser("credits", help="list what clips are made of and their licences")
    credits.add_argument("files", nargs="+", type=Path, metavar="FILE", help=_CLIP)
    credits.add_argument("-o", "--output", type=Path, help="the text file to write")
    credits.add_argument("--title", default="", help="the work's title")
    credits.add_argument("--artist", default="", help="who made the work")
    credits.add_argument("--json", action="store_true", help="print a JSON line for each file")
    credits.set_defaults(run=_lazy("bridge.commands.credits", "credits"))


def _add_inspect(commands: argparse._SubParsersAction[Parser]) -> None:
    inspect = commands.add_parser("inspect", help="show what a file is and how it was made")
    inspect.add_argument("file", type=Path, metavar="FILE", help=_CLIP)
    inspect.add_argument("--json", action="store_true", help="print JSON")
    inspect.set_defaults(run=_lazy("bridge.commands.inspect", "inspect"))


def _add_lists(commands: argparse._SubParsersAction[Parser]) -> None:
    models = commands.add_parser("models", help="list models; --get downloads one")
    models.add_argument("--get", metavar="ID", help="download a model's weights")
    models.add_argument("--json", action="store_true", help="print JSON")
    models.set_defaults(run=_lazy("bridge.commands.lists", "models"))
    presets = commands.add_parser("presets", help="list presets")
    presets.add_argument("--json", action="store_true", help="print JSON")
    presets.set_defaults(run=_lazy("bridge.commands.lists", "presets"))
    genres = commands.add_parser("genres", help="list genres, and mistakes in your own")
    genres.add_argument("--json", action="store_true", help="print JSON")
    genres.set_defaults(run=_lazy("bridge.commands.lists", "genres"))


def _add_serve(commands: argparse._SubParsersAction[Parser]) -> None:
    serve = commands.add_parser("serve", help="run the bridge: take requests by OSC, MIDI and a folder")
    requests = serve.add_argument_group("where requests come from")
    requests.add_argument("--host", help="address to listen on; 0.0.0.0 accepts other machines")
    requests.add_argument("--port", type=int, help="UDP port (17300); 0 picks a free one")
    requests.add_argument("--inbox", type=Path, metavar="FOLDER", help="folder to watch for requests")
    requests.add_argument("--no-inbox", action="store_true", help="don't watch a folder")
    clips = serve.add_argument_group("where clips go")
    clips.add_argument("--export", type=Path, metavar="FOLDER", help="folder for the clips")
    clips.add_argument("--library", type=Path, metavar="FILE", help="the library's database file")
    rendering = serve.add_argument_group("how it renders")
    rendering.add_argument("--model", help="the model for requests that name none")
    add_device(rendering)
    rendering.add_argument("--no-ahead", action="store_true", help="don't pre-render pad loops")
    playing = serve.add_argument_group("pads, sound and hosts")
    playing.add_argument("--pads", help="pad set: one of presets/pads, or your own")
    playing.add_argument("--no-sound", action="store_true", help="don't play sound")
    playing.add_argument("--no-midi", action="store_true", help="ignore MIDI controllers")
    playing.add_argument("--no-link", action="store_true", help="don't use Ableton Link")
    playing.add_argument("--no-hosts", action="store_true", help="don't connect to hosts")
    serve.set_defaults(run=_lazy("bridge.commands.serve", "run"))


def _add_demo(commands: argparse._SubParsersAction[Parser]) -> None:
    demo = commands.add_parser("demo", help="play the pads by themselves, without any hardware")
    shows = demo.add_subparsers(dest="show", required=True, metavar="SHOW")
    pads = shows.add_parser("pads", help="play pads, change the tempo, and print what sounds, bar by bar")
    pads.add_argument("--seconds", type=float, default=60.0, help="how long, in seconds (60)")
    pads.add_argument("--bpm", type=float, default=120.0, help="tempo at first")
    pads.add_argument("--to", type=float, default=126.0, help="tempo of the second half")
    pads.add_argument("--pads", help="pad set: one of presets/pads, or your own")
    pads.add_argument("--no-sound", action="store_true", help="only print, without sound")
    pads.set_defaults(run=_lazy("bridge.commands.demo", "pads"))


def _add_around(commands: argparse._SubParsersAction[Parser]) -> None:
    midi = commands.add_parser("midi", help="list the MIDI ports in use and print what arrives")
    midi.add_argument("--seconds", type=float, default=0.0, help="how long to listen, in seconds")
    midi.set_defaults(run=_lazy("bridge.commands.midi", "midi"))
    window = commands.add_parser("window", help="open the window")
    window.set_defaults(run=_lazy("bridge.commands.window", "run"))


def _lazy(module: str, name: str) -> Callable[[argparse.Namespace], None]:
    """A command that is imported when it runs, so that `--help` is there at once."""

    def run(options: argparse.Namespace) -> None:
        from importlib import import_module

        with fast_imports():
            command = getattr(import_module(module), name)
        command(options)

    return run


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its status."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _cancel)
    try:
        with printing():
            _run(arguments)
    finally:
        # From here on there is nothing to clean up.
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def _run(arguments: Sequence[str] | None) -> None:
    try:
        parser = build_parser()
        if completion.ASKING in os.environ:
            completion.complete(parser)
        options = parser.parse_args(arguments)
        options.run(options)
        sys.stdout.flush()
    except RiffbridgeError as error:
        print(f"riffbridge: {error}", file=sys.stderr)
        sys.exit(error.exit_status)
    except KeyboardInterrupt as error:
        print(f"riffbridge: {error}", file=sys.stderr)
        sys.exit(Cancelled.exit_status)
    except UnicodeEncodeError as error:
        if error.reason != "surrogates not allowed":
            raise
        print(f"riffbridge: {NOT_UNICODE}", file=sys.stderr)
        sys.exit(BadFile.exit_status)
    except ImportError as error:
        if not (names := system_libraries.named_in(error)):
            raise
        print(f"riffbridge: {system_libraries.advice('This command', names)}", file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:
        # Whoever read our output, such as head, has read enough.
        _drop_output()
        sys.exit(0)
    except OSError as error:
        # Mostly our own output, on a full disk; so it is not tried again.
        print(f"riffbridge: the system reports an error: {error.strerror or error}.", file=sys.stderr)
        _drop_output()
        sys.exit(1)


def _drop_output() -> None:
    """Let what is still buffered for stdout go nowhere."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _cancel(number: int, frame: FrameType | None) -> NoReturn:
    # No `RiffbridgeError`: code that passes over a file that can't be read must not pass over this.
    raise KeyboardInterrupt("Cancelled.")
