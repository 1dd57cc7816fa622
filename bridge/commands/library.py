"""`riffbridge library`: what was made, looked through, copied out, and set right.

The library itself is imported when a command runs, so that `--help` is there at once.
"""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from bridge.commands.options import add_fields, wanted_extras
from bridge.commands.output import say, to_json
from bridge.errors import BadRequest
from bridge.settings import read_settings
from bridge.sound.files import extras
from bridge.vocabulary.files import Extra, FileFormat
from bridge.vocabulary.music import bar_count

if TYPE_CHECKING:
    from bridge.library import Found, Library, Reconciliation

SHOWN_ID = 8
_CLIP = "an id, its beginning, or a file's name"
# Those of `bridge.library.query_text`, which takes too long to import for --help.
SEARCH_FIELDS = "tempo: key: bars: date: model: tag: is:"
EMPTY = 'No clips yet. Make one with riffbridge render "dub with organ".'


def add_parser(commands: argparse._SubParsersAction[Any]) -> None:
    """Add `library` and its own commands to the command line."""
    library = commands.add_parser("library", help="list, search, export, check and repair your clips")
    verbs = library.add_subparsers(dest="verb", required=True, metavar="COMMAND")

    def verb(name: str, run: Callable[[argparse.Namespace], None], words: str) -> argparse.ArgumentParser:
        parser: argparse.ArgumentParser = verbs.add_parser(name, help=words)
        parser.add_argument("--json", action="store_true", help="print JSON, a line each")
        parser.set_defaults(run=run)
        return parser

    for searching, count in (
        (verb("list", search, "list clips, newest first"), "*"),
        (verb("search", search, "find clips by words, tempo, key, tags and more"), "+"),
    ):
        help = f"words of the prompt, title, tags or name, and terms such as key:Am ({SEARCH_FIELDS})"
        searching.add_argument("words", nargs=count, metavar="WORDS", help=help)
        _add_filters(searching)
    exporting = verb("export", export, "copy clips into a folder")
    exporting.add_argument("clips", nargs="*", metavar="CLIP", help=_CLIP)
    exporting.add_argument("--favourites", action="store_true", help="all favourites")
    exporting.add_argument("-o", "--output", type=Path, metavar="FOLDER", required=True, help="the folder")
    exporting.add_argument(
        "--format", type=FileFormat, choices=list(FileFormat), help="convert to this format (default: copy)"
    )
    add_fields(exporting, *Extra)
    exporting.add_argument("--credits", action="store_true", help="also write CREDITS.txt into the folder")
    verb("check", check, "check whether the clips' files are there")
    verb("repair", repair, "check, add clips that the library doesn't know, and repair damaged entries")
    liking = verb("favourite", favourite, "mark clips as favourites, which are never deleted to make room")
    liking.add_argument("clips", nargs="+", metavar="CLIP", help=_CLIP)
    liking.add_argument("--off", action="store_true", help="remove from favourites")
    deleting = verb("delete", delete, "put clips into the trash, which keeps them for 30 days")
    deleting.add_argument("clips", nargs="+", metavar="CLIP", help=_CLIP)
    restoring = verb("restore", restore, "restore deleted clips from the trash")
    restoring.add_argument(
        "clips", nargs="+", metavar="CLIP", help="the id that delete printed, or a file's name"
    )
    renaming = verb("rename", rename, "give a clip a title and rename its file")
    renaming.add_argument("clip", metavar="CLIP", help=_CLIP)
    renaming.add_argument(
        "title", nargs="?", default="", help="such as “Friday bass”; leave it out to get the first name back"
    )
    tagging = verb("tag", tag, "replace a clip's tags; search finds it by them")
    tagging.add_argument("clip", metavar="CLIP", help=_CLIP)
    tagging.add_argument("tags", nargs="*", metavar="TAG", help="the new tags; leave them out to remove all")


def _add_filters(parser: argparse.ArgumentParser) -> None:
    filters = parser.add_argument_group("filters")
    filters.add_argument("--bpm", help="a tempo, or a range such as 118-126")
    filters.add_argument("--key", help="such as Am or F#")
    filters.add_argument("--bars", help="length in bars, or a range such as 2-8")
    filters.add_argument("--model", help="rendered by this model")
    filters.add_argument("--favourites", action="store_true", help="favourites only")
    filters.add_argument("--missing", action="store_true", help="only clips whose files are missing")
    since = "made on this day or later, such as 2026-11-22 or yesterday"
    filters.add_argument("--since", metavar="DATE", help=since)
    filters.add_argument("--until", metavar="DATE", help="made on this day or earlier")
    listing = parser.add_argument_group("how many")
    listing.add_argument("--limit", type=int, metavar="N", default=20, help="how many at most (20)")
    listing.add_argument("--offset", type=int, metavar="N", default=0, help="skip this many")


def search(options: argparse.Namespace) -> None:
    """Print the clips that are asked for; without words, all."""
    from bridge.library import Query
    from bridge.library.query_text import parse

    today = datetime.date.today()
    for day in filter(None, (options.since, options.until)):
        parse(_term("date", day), today)  # so that a mistake is shown as it was typed
    query = msgspec.structs.replace(
        parse(_search_text(options), today), limit=options.limit, offset=options.offset
    )
    if query.missing is None:
        query = msgspec.structs.replace(query, missing=False)
    with _library() as library:
        found = library.search(query)
        for each in found:
            _print_clip(each, as_json=options.json)
        if not found and not options.json:
            is_empty = not library.search(Query(missing=None, limit=1))
            say(EMPTY if is_empty else "No clips match.")


def export(options: argparse.Namespace) -> None:
    """Copy clips into a folder, and print where each lies there."""
    from bridge.commands.credits import write_credits
    from bridge.commands.render_here import add_extras
    from bridge.library import Query
    from bridge.library.exporting import export_clip

    if not options.clips and not options.favourites:
        raise BadRequest("Nothing to export. Name clips by id or file name, or use --favourites.")
    settings = read_settings()
    copies: list[Path] = []
    with _library() as library:
        chosen = [_named(library, name) for name in options.clips]
        if options.favourites:
            chosen += library.search(Query(favourite=True, limit=1_000_000))
        for clip in {each.clip.path: each.clip for each in chosen}.values():
            if new := extras.missing(clip.path, wanted_extras(options)):
                add_extras(clip, new, settings)
                library.add([clip])
            copies.append(copy := export_clip(clip, options.output, options.format))
            print(to_json({"path": copy, "from": clip.path}) if options.json else copy, flush=True)
    if options.credits:
        path = write_credits(options.output, copies, Path(settings.models_folder))
        print(to_json({"path": path}) if options.json else path)


def check(options: argparse.Namespace) -> None:
    """Compare the library with the disk."""
    with _library() as library:
        _print_stock(library.check(), as_json=options.json)


def repair(options: argparse.Namespace) -> None:
    """Set the library right: also a damaged one."""
    with _library(mend=True) as library:
        if library.set_aside is not None and not options.json:
            print(f"The library was damaged. The old file is kept at {library.set_aside}.")
        _print_stock(library.repair(), as_json=options.json)


def favourite(options: argparse.Namespace) -> None:
    """Make clips favourites, or no longer."""
    with _library() as library:
        for name in options.clips:
            _print_clip(library.favourite(name, not options.off), as_json=options.json)


def delete(options: argparse.Namespace) -> None:
    """Put clips into the trash."""
    with _library() as library:
        for name in options.clips:
            _print_clip(library.delete(name), as_json=options.json)


def restore(options: argparse.Namespace) -> None:
    """Bring clips back from the trash."""
    with _library() as library:
        for name in options.clips:
            _print_clip(library.restore(name), as_json=options.json)


def rename(options: argparse.Namespace) -> None:
    """Give a clip a title."""
    with _library() as library:
        _print_clip(library.rename(options.clip, options.title), as_json=options.json)


def tag(options: argparse.Namespace) -> None:
    """Give a clip tags."""
    with _library() as library:
        _print_clip(library.tag(options.clip, options.tags), as_json=options.json)


@contextmanager
def _library(*, mend: bool = False) -> Iterator[Library]:
    """The user's library. Only a repair may set a damaged one aside: a bridge may be running on it."""
    from bridge.library import Library

    settings = read_settings()
    with Library.open(Path(settings.library_file), Path(settings.export_folder), mend=mend) as library:
        yield library


def _named(library: Library, name: str) -> Found:
    clip = library.clip(name)
    if clip is None:
        raise BadRequest(f"The library has no clip “{name[:40]}”. riffbridge library list shows all.")
    if clip.missing:
        raise BadRequest(f"The file of “{name[:40]}” is missing. riffbridge library check looks for it.")
    return clip


def _print_clip(each: Found, *, as_json: bool) -> None:
    clip, job = each.clip, each.clip.job
    if as_json:
        facts = msgspec.to_builtins(clip, enc_hook=str)
        state = {"favourite": each.favourite, "missing": each.missing, "made": _instant(each.made_s)}
        own = {"title": each.title, "tags": each.tags}
        print(to_json({"id": each.digest, **state, **own, **facts}), flush=True)
        return
    mark = "*" if each.favourite else " "
    gone = "  (file missing)" if each.missing else ""
    tags = f"  [{', '.join(each.tags)}]" if each.tags else ""
    key = f" {job.key.short}" if job.key is not None else ""
    print(
        f"{each.digest[:SHOWN_ID]} {mark} {_instant(each.made_s)[:16]}  {job.tempo_bpm:5g} bpm "
        f"{bar_count(job.bars)}{key}  {clip.path}{gone}{tags}",
        flush=True,
    )


def _print_stock(stock: Reconciliation, *, as_json: bool) -> None:
    if as_json:
        print(to_json(stock))
        return
    print(f"Clips: {stock.present:,} there, {len(stock.missing):,} missing.")
    lists: dict[str, Sequence[Path]] = {
        "missing": stock.missing,
        "found again": stock.found_again,
        "read in": stock.read_in,
        "damaged entries": stock.unreadable,
        "not in the library (riffbridge library repair reads them in)": (
            () if stock.read_in else stock.unknown
        ),
        "edited, so not read in": stock.unknown if stock.read_in else (),
    }
    for title, paths in lists.items():
        for path in paths:
            print(f"{title}: {path}")


def _search_text(options: argparse.Namespace) -> str:
    """The words and options as one text of the search language."""
    given = {
        "tempo": options.bpm,
        "key": options.key,
        "bars": options.bars,
        "model": options.model,
        "date": _days(options.since, options.until),
        "is": "favourite" if options.favourites else None,
    }
    terms = [_term(field, value) for field, value in given.items() if value is not None]
    return " ".join([*options.words, *terms, *(["is:missing"] if options.missing else [])])


def _term(field: str, values: str) -> str:
    """Such as `key:Am,C`, for values with commas between them."""
    from bridge.library.query_edits import with_values
    from bridge.library.query_text import values_in

    return with_values("", field, *values_in(values))


def _days(since: str | None, until: str | None) -> str | None:
    return None if since is until is None else f"{since or ''}..{until or ''}"


def _instant(instant_s: float) -> str:
    """An instant in this place's time."""
    return datetime.datetime.fromtimestamp(instant_s).astimezone().isoformat(" ", "seconds")
