"""The theme: one spacing scale, two text sizes, one accent colour, dark and light.

All sizes and colours come from here. `apply` sets the application's palette and style sheet; widgets that
paint themselves ask `colours`, and so follow a change of scheme.

`set_role` gives widgets a role that the style sheet knows:

    QPushButton, QToolButton   primary · quiet · digit · choice · aside · fold · triangle · chip
    QLabel                     heading · soft · small · failure · good · value
    QFrame, QWidget            panel · card · bar · notice
    QLineEdit                  prompt
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Literal

from PyQt6.QtCore import QObject, Qt
from PyQt6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PyQt6.QtWidgets import QApplication, QWidget

Scheme = Literal["dark", "light", "system"]
ASSETS = Path(__file__).parent.parent / "assets"

# Spacing scale and text sizes, in device-independent pixels.
XS, S, M, L, XL = 4, 8, 12, 16, 24
TEXT_PX, SMALL_PX = 13, 11
RADIUS_PX = 5
CONTROL_PX = 28
FAMILIES = ("Inter", "SF Pro Text", "Segoe UI", "Noto Sans", "Cantarell", "DejaVu Sans")


@dataclass(frozen=True)
class Colours:
    """The colours of a scheme as `#rrggbb`.

    Backgrounds: `ground` (the window), `panel`, `raised` (buttons), `sunken` (input fields), `hover` (a
    button under the pointer), `selected` (a row). `line` divides; `edge` surrounds fields, and has a contrast
    of at least 3:1 on the first four. `text`, `soft`, `accent`, `bad` and `good` have one of at least 4.5:1
    there, and `on_accent` on `accent`."""

    ground: str
    panel: str
    raised: str
    hover: str
    sunken: str
    selected: str
    line: str
    edge: str
    text: str
    soft: str
    accent: str
    on_accent: str
    bad: str
    good: str


DARK = Colours(
    ground="#141518",
    panel="#1b1d21",
    raised="#272a30",
    hover="#31353c",
    sunken="#101114",
    selected="#2e2a24",
    line="#32363d",
    edge="#777d88",
    text="#e8e8ea",
    soft="#a3a8b2",
    accent="#f0a24e",
    on_accent="#1b1206",
    bad="#ff8a7a",
    good="#7ccf9b",
)
LIGHT = Colours(
    ground="#eeeeec",
    panel="#f8f8f6",
    raised="#e6e6e3",
    hover="#dcdcd8",
    sunken="#ffffff",
    selected="#f7ead9",
    line="#cfcfca",
    edge="#83837e",
    text="#1c1d20",
    soft="#575b63",
    accent="#8f4e00",
    on_accent="#ffffff",
    bad="#a8271a",
    good="#1c6b3c",
)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1..21, as WCAG 2.2 defines it (from relative luminance)."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def mixed(one: str, other: str, share: float) -> str:
    """`one` mixed with `share` (0..1) of `other`."""
    first, second = QColor(one), QColor(other)
    parts = zip(first.getRgb()[:3], second.getRgb()[:3], strict=True)
    return QColor(*(round((a or 0) * (1 - share) + (b or 0) * share) for a, b in parts)).name()


def colours(palette: QPalette) -> Colours:
    """The colours of the scheme that `palette` belongs to, for widgets that paint themselves."""
    return DARK if palette.color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def set_role(widget: QWidget, role: str) -> None:
    """Give `widget` one of the roles above."""
    style_by(widget, "role", role)


def style_by(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet reads, and apply the style sheet if that changed it."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        if (style := widget.style()) is not None:
            style.unpolish(widget)
            style.polish(widget)


def font(size_px: int = TEXT_PX, *, bold: bool = False) -> QFont:
    """The font in one of the two sizes."""
    made = QFont(list(FAMILIES))
    made.setPixelSize(size_px)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return made


def apply(app: QApplication, scheme: Scheme) -> Colours:
    """Give `app` the colours of `scheme`, and return them; `system` follows the desktop from then on."""
    keeper = app.findChild(_Keeper)
    if not isinstance(keeper, _Keeper):
        keeper = _Keeper(app)
    return keeper.choose(scheme)


class _Keeper(QObject):
    """Belongs to the application; follows the desktop's scheme if asked to."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._scheme: Scheme | None = None
        self._shown: Colours | None = None
        if (hints := QGuiApplication.styleHints()) is not None:
            hints.colorSchemeChanged.connect(self._desktop_changed)

    def choose(self, scheme: Scheme) -> Colours:
        self._scheme = scheme
        wanted = {"dark": Qt.ColorScheme.Dark, "light": Qt.ColorScheme.Light}
        if (hints := QGuiApplication.styleHints()) is not None:
            # Also for what the desktop draws, such as the title bar.
            hints.setColorScheme(wanted.get(scheme, Qt.ColorScheme.Unknown))
        return self._show()

    def _desktop_changed(self) -> None:
        if self._scheme == "system":
            self._show()

    def _show(self) -> Colours:
        shown = LIGHT if self._is_light() else DARK
        if self._shown is None:
            self._app.setStyle("Fusion")
            self._app.setFont(font())
        if shown is self._shown:
            return shown
        self._shown = shown
        self._app.setPalette(palette_of(shown))
        self._app.setStyleSheet(style_sheet(shown))
        return shown

    def _is_light(self) -> bool:
        if self._scheme != "system":
            return self._scheme == "light"
        hints = QGuiApplication.styleHints()
        return hints is not None and hints.colorScheme() == Qt.ColorScheme.Light


def palette_of(shown: Colours) -> QPalette:
    """Qt's palette for `shown`, for what style sheets do not reach."""
    palette = QPalette()
    role = QPalette.ColorRole
    roles = {
        role.Window: shown.ground,
        role.WindowText: shown.text,
        role.Base: shown.sunken,
        role.AlternateBase: shown.panel,
        role.ToolTipBase: shown.raised,
        role.ToolTipText: shown.text,
        role.Text: shown.text,
        role.PlaceholderText: shown.soft,
        role.Button: shown.raised,
        role.ButtonText: shown.text,
        role.BrightText: shown.bad,
        role.Light: shown.hover,
        role.Midlight: shown.hover,
        role.Mid: shown.line,
        role.Dark: shown.line,
        role.Shadow: shown.ground,
        role.Highlight: shown.accent,
        role.HighlightedText: shown.on_accent,
        role.Accent: shown.accent,
        role.Link: shown.accent,
        role.LinkVisited: shown.accent,
    }
    for which, colour in roles.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        faded = QColor(mixed(shown.soft, shown.ground, 0.35))
        palette.setColor(QPalette.ColorGroup.Disabled, which, faded)
    return palette


def style_sheet(shown: Colours) -> str:
    """The application's style sheet, with the tokens filled in."""
    tokens = {name: getattr(shown, name) for name in shown.__dataclass_fields__}
    faded = mixed(shown.soft, shown.ground, 0.35)
    assets = ASSETS.as_posix()
    check = f"{assets}/check-{'dark' if shown is DARK else 'light'}.svg"
    sheet = (ASSETS / "style.qss").read_text(encoding="utf-8")
    lengths = {"xs": XS, "s": S, "m": M, "l": L, "xl": XL, "text_px": TEXT_PX, "small_px": SMALL_PX}
    lengths |= {"radius": RADIUS_PX, "control": CONTROL_PX}
    values = tokens | {name: f"{px}px" for name, px in lengths.items()}
    values |= {"faded": faded, "check": check, "chevron": f"{assets}/chevron.svg"}
    return Template(sheet).substitute(values)
