"""Installs the window's language: the chosen one, or else the desktop's if it is translated.

`python -m tests.ui.translating` updates `translations/riffbridge_*.ts` and compiles the `.qm` beside them.
English has a file only for its plurals.
"""

from __future__ import annotations

from pathlib import Path

from PyQt6.QtCore import QLibraryInfo, QLocale, QTranslator
from PyQt6.QtWidgets import QApplication

TRANSLATIONS = Path(__file__).parent.parent / "translations"
# Each in its own language, so that it can be found from any other.
LANGUAGES = {"en": "English", "de": "Deutsch", "es": "Español"}
_FALLBACK = "en"


def install_language(app: QApplication, language: str = "") -> None:
    """Translate widgets made from now on into `language`, one of `LANGUAGES`; any other value means the
    desktop's. Numbers and dates follow. Call before the first window."""
    locale = QLocale.system()
    if language in LANGUAGES and language != locale.name().partition("_")[0]:
        locale = QLocale(language)
        QLocale.setDefault(locale)
    # Qt's own texts, in context menus and file dialogs.
    _install(app, locale, "qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    if not _install(app, locale, "riffbridge", str(TRANSLATIONS)):
        _install(app, QLocale(_FALLBACK), "riffbridge", str(TRANSLATIONS))


def window_language() -> str:
    """The language the window is in, one of `LANGUAGES`."""
    language = QLocale().name().partition("_")[0]
    return language if language in LANGUAGES else _FALLBACK


def _install(app: QApplication, locale: QLocale, name: str, folder: str) -> bool:
    translator = QTranslator(app)
    return translator.load(locale, name, "_", folder) and app.installTranslator(translator)
