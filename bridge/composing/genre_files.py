"""The genres that can be composed: a TOML file each, ours in `genres/`, the user's in a folder of theirs.

Genres of ours that came later are in `added_genres/`. They are read as the user's are: each has a digest,
which stands in the jobs that name it, and they play only where they are named. So adding one changes no other
clip.

A file of the user's may name one of ours as `like` and leave out whatever is as there. One that is wrong is
passed over, and `own_mistakes` says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import msgspec
import platformdirs
from msgspec.structs import replace

from bridge.composing.genre import Genre, mistakes_in
from bridge.composing.instruments import families, instruments
from bridge.errors import BadFile
from bridge.typed_toml import convert, join_mistakes, read_toml, sha256_of

SHIPPED = Path(__file__).parent / "genres"
ADDED = Path(__file__).parent / "added_genres"
# Tables of which a file with a relative may give some keys only.
_TABLES = ("chances", "players", "progressions", "patterns")


class FileState(NamedTuple):
    """A file as it is now; another state means that it has changed."""

    path: Path
    changed_ns: int
    size_bytes: int


class Read(NamedTuple):
    """Genres by name, ours in their order and then the user's, and a sentence for each mistake in those."""

    genres: Mapping[str, Genre]
    mistakes: tuple[str, ...]


def own_folder() -> Path:
    """Where the user's genres lie."""
    return platformdirs.user_config_path("riffbridge") / "genres"


def own_files() -> tuple[FileState, ...]:
    """The user's genre files as they are now, by name."""
    found = []
    for path in sorted(own_folder().glob("*.toml")):
        try:
            state = path.stat()
        except OSError:  # gone meanwhile
            continue
        found.append(FileState(path, state.st_mtime_ns, state.st_size))
    return tuple(found)


def genres(own: tuple[FileState, ...] | None = None) -> Mapping[str, Genre]:
    """All genres by name: our first, our later ones, the user's. Read once, and again when the user's files
    have changed. `own` is what `own_files` said, for callers that have asked already."""
    return _read(own_files() if own is None else own).genres


def own_mistakes() -> tuple[str, ...]:
    """A sentence for each mistake in the user's genre files; a file with one is passed over."""
    return _read(own_files()).mistakes


@lru_cache(maxsize=1)
def shipped_genres() -> Mapping[str, Genre]:
    """Our first genres by name, in their order."""
    found = [convert(read_toml(path), Genre, path.name) for path in SHIPPED.glob("*.toml")]
    return MappingProxyType({genre.name: genre for genre in sorted(found, key=lambda g: (g.order, g.name))})


@lru_cache(maxsize=1)
def added_genres() -> Mapping[str, Genre]:
    """Our later genres by name; the user may have one of the same name, which goes before ours."""
    found = (read_own(path) for path in sorted(ADDED.glob("*.toml")))
    return MappingProxyType({genre.name: genre for genre in found})


@lru_cache(maxsize=2)
def _read(own: tuple[FileState, ...]) -> Read:
    found, mistakes = {**shipped_genres(), **added_genres()}, []
    for path, *_ in own:
        try:
            genre = read_own(path)
            if genre.name in found and found[genre.name] is not added_genres().get(genre.name):
                raise BadFile(f"{path.name}: there is a genre {genre.name} already. Choose another name.")
        except BadFile as error:
            mistakes.append(str(error))
        else:
            found[genre.name] = genre
    return Read(MappingProxyType(found), tuple(mistakes))


def read_own(path: Path) -> Genre:
    """The user's genre in `path`. Raises `BadFile` with a sentence for each mistake."""
    values = read_toml(path)
    like = values.get("like", "")
    if "like" in values:
        if like not in shipped_genres():
            raise BadFile(f"{path.name}: like should be one of {', '.join(shipped_genres())}, not {like!r}.")
        values = _inherit(values, shipped_genres()[like])
    genre = convert(values, Genre, path.name)
    wrong = list(mistakes_in(genre))
    if genre.name in instruments() or genre.name in families():
        wrong.append(f"name: {genre.name} is an instrument. Choose another name.")
    if wrong:
        raise BadFile(join_mistakes(path.name, wrong))
    return replace(genre, sha256=sha256_of(genre))


def _inherit(values: dict[str, Any], relative: Genre) -> dict[str, Any]:
    """`values`, and what `relative` has that they leave out; names and words are nobody's but their own."""
    base = msgspec.to_builtins(relative)
    for own in ("name", "order", "captions", "words", "sha256"):
        del base[own]
    tables = {
        table: {**base[table], **values[table]} for table in _TABLES if isinstance(values.get(table), dict)
    }
    return {**base, **values, **tables}
