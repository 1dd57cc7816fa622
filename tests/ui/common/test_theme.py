"""The look: readable on everything, and made of its tokens alone."""

from __future__ import annotations

import re

import pytest
from PyQt6.QtGui import QColor, QPalette
from PyQt6.QtWidgets import QApplication, QComboBox, QFrame, QLabel, QLineEdit, QPushButton, QVBoxLayout

from ui.common import theme
from ui.common.icons import icon
from ui.common.theme import (
    DARK,
    LIGHT,
    Colours,
    apply,
    colours,
    contrast,
    mixed,
    palette_of,
    set_role,
    style_sheet,
)

LEAST_CONTRAST = 4.5


@pytest.mark.parametrize("shown", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("ground", ["ground", "panel", "raised", "hover", "sunken", "selected"])
@pytest.mark.parametrize("text", ["text", "soft", "accent", "bad", "good"])
def test_whatever_is_written_can_be_read_wherever_it_stands(shown: Colours, ground: str, text: str) -> None:
    assert contrast(getattr(shown, text), getattr(shown, ground)) >= LEAST_CONTRAST


@pytest.mark.parametrize("shown", [DARK, LIGHT], ids=["dark", "light"])
def test_buttons_of_the_accent_colour_can_be_read_and_focus_can_be_seen(shown: Colours) -> None:
    assert contrast(shown.on_accent, shown.accent) >= LEAST_CONTRAST
    for ground in (shown.ground, shown.panel, shown.raised, shown.sunken):
        assert contrast(shown.accent, ground) >= 3  # of what is no text: WCAG 1.4.11


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_the_borders_of_fields_can_be_seen(qapp: QApplication, scheme: theme.Scheme) -> None:
    shown, panel = apply(qapp, scheme), QFrame()
    set_role(panel, "panel")
    column, choice = QVBoxLayout(panel), QPushButton()
    set_role(choice, "choice")
    fields = (QLineEdit(), QComboBox(), choice)
    for field in fields:
        column.addWidget(field)
    panel.ensurePolished()
    image = panel.grab().toImage()
    for field in fields:
        middle = field.geometry().center().y()
        border = image.pixelColor(field.geometry().left(), middle).name()
        assert contrast(border, shown.panel) >= 3  # of what is no text: WCAG 1.4.11
        assert contrast(border, shown.sunken) >= 3
    apply(qapp, "dark")


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == 1


def test_colours_are_mixed_by_share() -> None:
    assert mixed("#000000", "#ffffff", 0) == "#000000"
    assert mixed("#000000", "#ffffff", 1) == "#ffffff"
    assert mixed("#000000", "#ff0000", 0.5) == "#800000"


@pytest.mark.parametrize("shown", [DARK, LIGHT], ids=["dark", "light"])
def test_the_style_sheet_has_no_colours_and_no_text_sizes_but_the_tokens(shown: Colours) -> None:
    sheet = style_sheet(shown)
    assert "$" not in sheet
    own = {getattr(shown, name) for name in shown.__dataclass_fields__} | {
        mixed(shown.soft, shown.ground, 0.35)
    }
    assert set(re.findall(r"#[0-9a-f]{6}", sheet)) <= own
    sizes = {int(px) for px in re.findall(r"font-size: (\d+)px", sheet)}
    assert sizes == {theme.TEXT_PX, theme.SMALL_PX}


def test_what_paints_for_itself_finds_its_colours_in_the_palette() -> None:
    assert colours(palette_of(DARK)) is DARK
    assert colours(palette_of(LIGHT)) is LIGHT


def test_applying_a_scheme_changes_what_is_shown(qapp: QApplication) -> None:
    assert apply(qapp, "light") is LIGHT
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(LIGHT.ground)
    assert apply(qapp, "dark") is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.ground)
    assert apply(qapp, "system") in (DARK, LIGHT)
    assert apply(qapp, "dark") is DARK


def test_a_role_changes_how_a_label_is_written(qapp: QApplication) -> None:
    apply(qapp, "dark")
    label = QLabel("so")
    set_role(label, "failure")
    label.ensurePolished()
    assert label.palette().color(label.foregroundRole()).name() == DARK.bad
    set_role(label, "soft")
    assert label.palette().color(label.foregroundRole()).name() == DARK.soft


def test_icons_are_in_the_colour_of_the_scheme(qapp: QApplication) -> None:
    for scheme, shown in (("dark", DARK), ("light", LIGHT)):
        apply(qapp, "dark" if scheme == "dark" else "light")
        image = icon("stop").pixmap(32, 32).toImage()
        seen = {image.pixelColor(x, 8).name() for x in range(32) if image.pixelColor(x, 8).alpha() == 255}
        assert seen == {shown.text}
    apply(qapp, "dark")
