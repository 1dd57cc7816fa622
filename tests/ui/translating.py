"""Brings the translations up to date with what is to be translated, and compiles them:

python -m tests.ui.translating

New sentences come in unfinished, those that are gone go. It needs lrelease: Debian's qt6-l10n-tools has
it, and so has `pip install pyside6-essentials`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from bridge.hosts import register
from bridge.hosts.description import Host
from bridge.player.troubles import TROUBLES
from bridge.prompts.sentences import TEMPLATES
from bridge.requests.fields import FIELDS
from bridge.requests.figure_notes import ANYBODY
from bridge.requests.preview import FIELD
from bridge.tuning.sentences import SENTENCES
from ui.common.brief_words import NAMES
from ui.common.i18n import LANGUAGES, TRANSLATIONS

ROOT = Path(__file__).parent.parent.parent
_LRELEASE = ("lrelease", "/usr/lib/qt6/bin/lrelease", "pyside6-lrelease")


class Message(NamedTuple):
    """What is to be translated: `is_counted` if a number makes its form."""

    context: str
    source: str
    comment: str
    is_counted: bool


class Translated(NamedTuple):
    """What it became: a form for each that the language's plural has, else one."""

    forms: tuple[str, ...]
    is_finished: bool


def path_of(language: str) -> Path:
    """Where its translation lies."""
    return TRANSLATIONS / f"riffbridge_{language}.ts"


def read(path: Path) -> dict[Message, Translated]:
    """All that is in a `.ts`."""
    return dict(_messages(ElementTree.parse(path).getroot()))


def _messages(root: ElementTree.Element) -> Iterator[tuple[Message, Translated]]:
    for context in root.iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            yield (
                Message(
                    context.findtext("name", ""),
                    message.findtext("source", ""),
                    message.findtext("comment", ""),
                    message.get("numerus") == "yes",
                ),
                Translated(tuple(forms), translation.get("type") != "unfinished"),
            )


def in_source() -> set[Message]:
    """All that is to be translated now."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "fresh.ts"
        _update(fresh)
        return set(read(fresh))


def _update(path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        described = Path(folder) / "described.py"
        said = [f"translate('hosts', {words!r})" for words in _of_hosts()]
        said += [f"translate('request', {field.label!r})" for field in FIELDS]
        said += [f"translate('music', {name!r})" for name in NAMES]
        said += [f"translate('notes', {words!r})" for words in (*TEMPLATES, ANYBODY, FIELD)]
        said += [f"translate('trainer', {words!r})" for words in SENTENCES]
        said += [f"translate('player', {words!r})" for words in TROUBLES]
        described.write_text("\n".join(said))
        sources = ["ui", str(described)]
        command = [
            sys.executable,
            "-m",
            "PyQt6.lupdate.pylupdate",
            "--no-obsolete",
            "--ts",
            str(path),
            *sources,
        ]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


def _of_hosts() -> Iterator[str]:
    """What the window shows of the descriptions of hosts and other sources; hosts' names stay as they are."""
    for source in register.SOURCES:
        if not isinstance(source, Host):
            yield source.title
            continue
        yield from (*source.listens, *source.steps, *(each.words for each in source.places if each.words))
        if source.script is not None:
            yield from (source.script.folder, source.script.hint)


def _bring_up_to_date(path: Path, language: str) -> None:
    """Where in the source a sentence stands is left out: every line there would change these files."""
    _update(path)
    tree = ElementTree.parse(path)
    root = tree.getroot()
    root.set("language", language)
    root.set("sourcelanguage", "en")
    for message in root.iter("message"):
        for location in message.findall("location"):
            message.remove(location)
    if language == "en":
        _keep_counted(root)
    ElementTree.indent(tree, " " * 4)
    text = ElementTree.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n', encoding="utf-8")


def _keep_counted(root: ElementTree.Element) -> None:
    for context in root.findall("context"):
        for message in context.findall("message"):
            if message.get("numerus") != "yes":
                context.remove(message)
        if context.find("message") is None:
            root.remove(context)


def main() -> int:
    lrelease = next((found for each in _LRELEASE if (found := shutil.which(each))), None)
    for language in LANGUAGES:
        path = path_of(language)
        _bring_up_to_date(path, language)
        unfinished = [message for message, done in read(path).items() if not done.is_finished]
        print(f"{path.name}: {len(unfinished)} unfinished")
        for message in unfinished:
            print(f"  {message.context}: {message.source}")
        if lrelease is not None:
            subprocess.run([lrelease, "-silent", str(path)], check=True)
    if lrelease is None:
        print("lrelease is not here: what Qt reads was not written.", file=sys.stderr)
    return 0 if lrelease is not None else 1


if __name__ == "__main__":
    sys.exit(main())
