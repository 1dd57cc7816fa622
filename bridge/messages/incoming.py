"""Everything that may be posted to the hub."""

from __future__ import annotations

from collections.abc import Callable

from bridge.messages import events as ev
from bridge.messages.events import Event

# What somebody asks of the hub: `bridge.hub.lanes` serves these sender by sender.
Asked = (
    ev.RequestCame | ev.PresetsAsked | ev.ClipsAsked | ev.ClipAsked | ev.FavouriteAsked | ev.PlaceAsked
    | ev.JoinAsked | ev.PieceAsked | ev.DeleteAsked | ev.RestoreAsked | ev.RenameAsked | ev.TagAsked
    | ev.TrainAsked | ev.TrainingAsked | ev.StopTrainingAsked
    | ev.FireAsked | ev.HostsAsked | ev.StatusAsked | ev.QueueAsked | ev.Subscribed | ev.Unsubscribed
)  # fmt: skip
Incoming = Event | Asked | ev.PlacementEnded | ev.JoinTold | ev.TrainTold | ev.SettingsChanged
Post = Callable[[Incoming], None]
