"""The language of the window: the desktop's where there is a translation, or the one that was chosen.

Beside each `translations/riffbridge_*.ts` lies what Qt reads of it; `python -m tests.ui.translating` brings
both up to date. English has one for its plurals alone.
"""

from __future__ import annotations

from pathlib import Path

from PyQt6.QtCore import QLibraryInfo, QLocale, QTranslator
from PyQt6.QtWidgets import QApplication

TRANSLATIONS = Path(__file__).parent.parent / "translations"
# Each by its own name, so that whoever is lost in another finds home.
LANGUAGES = {"en": "English", "de": "Deutsch", "es": "Español"}
_USUAL = "en"


def install_language(app: QApplication, language: str = "") -> None:
    """Translate widgets made from now on into `language`, one of `LANGUAGES`; any other value means the
    desktop's. Numbers and dates follow. Call before the first window."""
    locale = QLocale.system()
    if language in LANGUAGES and language != locale.name().partition("_")[0]:
        locale = QLocale(language)
        QLocale.setDefault(locale)
    # What Qt says itself, in menus of text fields and dialogs for files.
    _install(app, locale, "qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    if not _install(app, locale, "riffbridge", str(TRANSLATIONS)):
        _install(app, QLocale(_USUAL), "riffbridge", str(TRANSLATIONS))


def _install(app: QApplication, locale: QLocale, name: str, folder: str) -> bool:
    translator = QTranslator(app)
    return translator.load(locale, name, "_", folder) and app.installTranslator(translator)
