"""What the player says while it makes no sound. The window translates these sentences."""

from __future__ import annotations

STARTING = "The player is starting…"
STOPPED = "The player stopped. Restarting it…"
CHANGING = "Changing the audio device…"
NO_DEVICE = "No audio device. Plug one in, or start a sound server."
LOST = "The audio device “{name}” is disconnected. Reconnecting…"
TROUBLES = (STARTING, STOPPED, CHANGING, NO_DEVICE, LOST)
