"""The help page: shortcuts, what is new, the manual, the log, and what Riffbridge is."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path

from PyQt6.QtCore import QCoreApplication, QUrl, pyqtSignal
from PyQt6.QtGui import QDesktopServices, QGuiApplication
from PyQt6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from bridge import __version__
from bridge.models.catalogue import RIFFUSION_INFO, STARTER_FOLDER
from bridge.models.folder import read_info
from ui.common.shortcuts import by_place
from ui.common.theme import L, M, set_role
from ui.common.widgets import hbox, icon_button, label, vbox
from ui.shell.help_files import CHANGES, FOLDER, manual

translate = QCoreApplication.translate
_STYLE = "h2, h3 { margin-top: 14px; } td { padding: 2px 24px 2px 0; }"
_KEYS_PX = 250  # in all tables, so that they line up
_RIFFUSION = "https://github.com/riffusion/riffusion-hobby"


def parts() -> dict[str, str]:
    """The parts of the page and their titles, in order."""
    return {
        "shortcuts": translate("help", "Keyboard shortcuts"),
        "news": translate("help", "What's new"),
        "manual": translate("help", "Manual"),
        "log": translate("help", "Log"),
        "about": translate("help", "About"),
    }


class HelpPage(QWidget):
    """`show_part` shows one of `parts`. `details` returns what is copied for a problem report;
    `back_requested` closes the page."""

    back_requested = pyqtSignal()

    def __init__(self, details: Callable[[], str] = lambda: "") -> None:
        super().__init__()
        self._details = details
        set_role(self, "ground")
        self.setAccessibleName(self.tr("Help"))
        self.back = icon_button("back", self.tr("Back"), self.tr("Back (Esc)"))
        self.back.clicked.connect(self.back_requested)
        self.buttons = {name: QPushButton(title) for name, title in parts().items()}
        self._group = QButtonGroup(self)
        for name, button in self.buttons.items():
            button.setCheckable(True)
            self._group.addButton(button)
            button.clicked.connect(lambda _=False, name=name: self.show_part(name))
        self.text, self.log = QTextBrowser(), QPlainTextEdit()
        self.text.setAccessibleName(self.tr("Help"))
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(self._follow)
        if (document := self.text.document()) is not None:
            document.setDefaultStyleSheet(_STYLE)
        self.log.setReadOnly(True)
        self.log.setAccessibleName(self.tr("Log"))
        self.copy = QPushButton(self.tr("&Copy details"))
        self.copy.setToolTip(self.tr("Copy versions and the log, to report a problem"))
        self.copy.clicked.connect(self._copy)
        self._lay_out()
        self.show_part("shortcuts")

    def _lay_out(self) -> None:
        head = hbox(self.back, label(self.tr("Help"), "heading"), *self.buttons.values())
        head.addStretch(1)
        logged = QWidget()
        self._copied = label("", "good")
        vbox(logged, hbox(self.copy, self._copied, grows=self._copied), self.log)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.text)
        self._stack.addWidget(logged)
        frame = QFrame()
        set_role(frame, "panel")
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(L, M, L, M)
        inner.addWidget(self._stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, M, L, L)
        column.setSpacing(M)
        column.addLayout(head)
        column.addWidget(frame, 1)

    def show_part(self, name: str) -> None:
        """Show the part called `name`."""
        self.buttons[name].setChecked(True)
        self._stack.setCurrentIndex(1 if name == "log" else 0)
        match name:
            case "shortcuts":
                self.text.setHtml(shortcuts_html())
            case "news":
                self.text.setSource(QUrl.fromLocalFile(str(CHANGES)))
            case "manual":
                self.text.setHtml(manual_html())
            case "about":
                self.text.setHtml(about_html())
            case "log":
                self._copied.setText("")
                self.log.setPlainText(self._details())

    def _follow(self, url: QUrl) -> None:
        """Show a page of the manual here, and any other link in the browser."""
        if url.scheme() in ("https", "http"):
            QDesktopServices.openUrl(url)
            return
        here = self.text.source()
        target = here.resolved(url) if here.isValid() else url
        path = Path(target.toLocalFile())
        if path.suffix == ".md" and path.is_file() and path.resolve().is_relative_to(FOLDER.resolve()):
            self.text.setSource(target)
        elif not target.path() or target.path() == here.path():
            self.text.scrollToAnchor(url.fragment())

    def _copy(self) -> None:
        if (clipboard := QGuiApplication.clipboard()) is not None:
            clipboard.setText(self.log.toPlainText())
            self._copied.setText(self.tr("Copied."))


def shortcuts_html() -> str:
    """The list of shortcuts."""
    html = ""
    for heading, group in by_place():
        rows = (
            f"<tr><td width={_KEYS_PX}><b>{escape(each.shown)}</b></td><td>{escape(each.words)}</td></tr>"
            for each in group
        )
        html += f"<h3>{escape(heading)}</h3><table>{''.join(rows)}</table>"
    return html


def manual_html() -> str:
    """Links to the pages of the manual."""
    links = "".join(
        f'<p><a href="{QUrl.fromLocalFile(str(path)).toString()}">{escape(title)}</a></p>'
        for title, path in manual()
    )
    english = translate("help", "These pages are in English.")
    return f"<h3>{escape(parts()['manual'])}</h3>{links}<p>{escape(english)}</p>"


def about_html() -> str:
    """The version, and whose work it is, under which licences."""
    starter = read_info(STARTER_FOLDER)
    sentences = (
        translate("help", "Type words, get loops, play them from pads in sync with your DAW."),
        translate("help", "Everything runs on this computer. Nothing is sent anywhere."),
        translate("help", "Program: {licence}.").format(licence="GPL-3.0-or-later"),
        translate("help", "{model}: {licence}. Use it, and what you make with it, for anything.").format(
            model=starter.title, licence=starter.licence
        ),
        translate(
            "help", "Its samples are made from MuseScore_General: MIT, parts CC0 or in the public domain."
        ),
        translate("help", "{model}: {licence}, which restricts some uses.").format(
            model=RIFFUSION_INFO.title, licence=RIFFUSION_INFO.licence
        ),
        translate("help", "Every clip names the licence of the model that made it."),
    )
    idea = translate("help", "Riffbridge builds on {riffusion}, by Seth Forsgren and Hayk Martiros.")
    link = f'<a href="{_RIFFUSION}">Riffusion</a>'
    body = "".join(f"<p>{escape(each)}</p>" for each in sentences)
    return f"<h2>Riffbridge {__version__}</h2>{body}<p>{escape(idea).format(riffusion=link)}</p>"
