"""The stage: what follows from hits, tempi and answers. Every branch is walked here (CI counts them)."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.messages import answers as an
from bridge.messages import events as ev
from bridge.messages.orders import Failure, Priority, Sender
from bridge.messages.pad_facts import PadFacts
from bridge.stage import effects as fx
from bridge.stage import events as se
from bridge.stage.loop_spec import MOST_REMEMBERED, Remembered, wish
from bridge.stage.pads import RETRY_AFTER_S
from bridge.stage.table import NEVER_VARY, PadPlan, Quantum, Table
from bridge.stage.views import PadState
from bridge.timing import beat_at
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.jobs import Progress
from bridge.vocabulary.music import Meter, Transport
from bridge.vocabulary.requests import ClipRequest
from tests.stage.hub import HOUSE, PRESETS, Set, only
from tests.support.factories import clip_for

ASKER = Sender("osc", "127.0.0.1:9000", "")
HARD = 127


# ---- a hit ----


def test_a_pad_that_is_not_ready_asks_and_comes_in_on_the_bar_after_its_clip() -> None:
    stage = Set()
    stage.now_s = 1.0
    stage.hit()
    asked = stage.request
    assert (asked.priority, asked.slot, asked.sender.channel) == (Priority.LIVE, "pad 1", "stage")
    assert asked.request == ClipRequest(
        prompt="house", bars=1, seed=10, tempo_bpm=120.0, meter=Meter(), origin="pad"
    )
    assert stage.state() is PadState.WAITING
    stage.progress(0.5)
    assert (stage.state(), stage.pad().progress) == (PadState.RENDERING, 0.5)
    stage.at(2.3)
    effects = stage.done()
    clip = clip_for(asked.request)
    assert effects == [fx.Preload(clip), fx.Launch("pad 1", clip, 8.0, 1.0)]
    assert stage.state() is PadState.CUED
    stage.at(3.99)
    assert stage.state() is PadState.CUED
    stage.at(4.0)
    assert (stage.state(), stage.pad().clip, stage.pad().title) == (PadState.PLAYING, clip, "House")


def test_a_ready_pad_comes_in_at_the_next_bar_without_asking_anybody() -> None:
    stage = Set().playing()
    stage.hit()
    assert only(fx.StopSlot, stage.effects) == [fx.StopSlot("pad 1", 8.0)]
    stage.at(4.1)
    assert stage.state() is PadState.READY
    effects = stage.hit()
    assert stage.launched() == [("pad 1", 12.0)] and not only(fx.TellHub, effects)


def test_a_hit_on_the_beat_of_the_boundary_is_in_time() -> None:
    stage = Set().playing()
    stage.hit()
    stage.at(4.0)
    stage.hit()
    assert stage.launched() == [("pad 1", 8.0)]


@pytest.mark.parametrize(("quantum", "beat"), [("none", 8.3), ("beat", 9.0), ("bar", 12.0), ("clip", 16.0)])
def test_each_pad_has_its_quantum(quantum: Quantum, beat: float) -> None:
    stage = Set(plans={1: PadPlan(prompt="house", bars=4, quantum=quantum)})
    stage.now_s = 4.1
    stage.hit()
    effects = stage.stage.handle(
        se.Replied(stage.request.sender, an.Done(stage.request.sender, clip_for(stage.request.request))), 0.05
    )
    assert only(fx.Launch, effects)[0].beat == pytest.approx(beat)


def test_a_hit_on_what_is_cued_calls_it_off() -> None:
    stage = Set()
    stage.now_s = 1.0
    stage.hit()
    stage.done()
    assert only(fx.StopSlot, stage.hit()) == [fx.StopSlot("pad 1")]
    assert stage.state() is PadState.READY


def test_a_hit_on_what_is_about_to_stop_has_it_go_on() -> None:
    stage = Set().playing()
    stage.hit()
    stage.hit()
    assert stage.launched() == [("pad 1", 8.0)]
    stage.at(4.1)
    assert stage.state() is PadState.PLAYING


def test_a_second_hit_on_what_is_asked_for_changes_nothing() -> None:
    stage = Set()
    stage.hit()
    assert stage.hit() == [] and len(stage.requests) == 1


def test_a_pad_without_a_plan_is_dumb() -> None:
    stage = Set()
    assert stage.hit(9) == [] and stage.pad(9).state is PadState.EMPTY


def test_a_hard_hit_makes_the_next_variation_which_takes_over_while_the_old_one_goes_on() -> None:
    stage = Set().playing()
    stage.hit(velocity=HARD)
    assert stage.request.request.seed == 11 and not only(fx.StopSlot, stage.effects)
    stage.progress(0.25)
    assert (stage.state(), stage.pad().progress) == (PadState.PLAYING, 0.25)
    stage.done()
    assert stage.launched() == [("pad 1", 8.0)]
    assert stage.state() is PadState.PLAYING
    stage.at(4.1)
    clip = stage.pad().clip
    assert clip is not None and clip.job.seed == 11


def test_the_next_variation_takes_over_at_the_pad_s_quantum_and_not_after_a_whole_round() -> None:
    stage = Set(plans={1: PadPlan(prompt="house", bars=3)}).playing()
    stage.hit(velocity=HARD)
    stage.done()
    assert stage.launched() == [("pad 1", 8.0)]


def test_a_pad_without_a_quantum_stops_as_soon_as_that_is_heard() -> None:
    stage = Set(plans={1: PadPlan(prompt="house", quantum="none")})
    stage.hit()
    stage.done()
    stage.at(2.0)
    [stopped] = stage.stage.handle(se.PadHit(1, 100, 2.0), 0.25)
    assert isinstance(stopped, fx.StopSlot) and stopped.beat == pytest.approx(4.5)


def test_a_soft_hit_stops_what_plays_and_what_was_to_take_over() -> None:
    stage = Set().playing()
    stage.hit(velocity=HARD)
    stage.hit()
    assert stage.told_hub(ev.CancelAsked) == [ev.CancelAsked(stage.request.sender)]
    stage.done()
    assert not stage.launched(), "it came, but nobody wants it any more"
    stage.at(4.1)
    assert stage.state() is not PadState.PLAYING


def test_a_newer_wish_calls_the_older_one_off() -> None:
    stage = Set()
    stage.hit(velocity=HARD)
    first = stage.request
    stage.hit(velocity=HARD)
    assert stage.told_hub(ev.CancelAsked) == [ev.CancelAsked(first.sender)]
    stage.fail("cancelled", first)
    assert stage.state() is PadState.WAITING
    stage.done()
    assert stage.launched()


# ---- what goes wrong ----


def test_a_failure_is_shown_until_the_next_hit() -> None:
    stage = Set()
    stage.hit()
    stage.fail()
    assert (stage.state(), stage.pad().message) == (PadState.FAILED, "It broke.")
    stage.hit()
    assert stage.state() is PadState.WAITING


def test_what_is_called_off_is_no_failure() -> None:
    stage = Set()
    stage.hit()
    stage.press("cancel")
    assert stage.told_hub(ev.CancelAsked) == [ev.CancelAsked(stage.request.sender)]
    stage.fail("cancelled")
    assert stage.state() is PadState.EMPTY


def test_what_others_call_off_is_no_failure_either() -> None:
    stage = Set()
    stage.hit()
    stage.fail("cancelled")
    assert stage.state() is PadState.EMPTY


def test_a_wish_that_was_called_off_and_is_wanted_again_is_not_given_up() -> None:
    stage = Set()
    stage.hit()
    first = stage.request
    stage.press("cancel")
    stage.hit()
    stage.fail("cancelled", first)
    assert stage.state() is PadState.WAITING


def test_answers_to_nobody_are_passed_over() -> None:
    stage = Set()
    stranger = Sender("stage", "stage", "earlier.1")
    clip = clip_for(ClipRequest(prompt="x", seed=1, tempo_bpm=120.0))
    for answer in (
        an.Accepted(stranger), an.Done(stranger, clip), an.Failed(stranger, Failure("engine", "No.")),
        an.FoundClips(stranger, (clip,)),
    ):  # fmt: skip
        assert stage.answer(answer) == []
    stage.hit()
    asked = stage.request
    stage.asked.clear()
    stage.answer(an.Progressed(stranger, Progress(stage="drawing", fraction=0.5)))
    assert stage.pad().progress == 0.0
    stage.asked[asked.sender.id] = asked
    stage.send(se.PadAssigned(1, None))
    stage.done()
    assert not stage.launched(), "the pad is gone"


def test_a_clip_that_fails_for_a_pad_that_is_gone_harms_nobody() -> None:
    stage = Set()
    stage.hit()
    stage.send(se.PadAssigned(1, None))
    stage.fail()
    assert stage.pad().state is PadState.EMPTY


# ---- plans ----


def test_a_pad_gets_another_plan_and_loses_it() -> None:
    stage = Set()
    stage.send(se.PadAssigned(5, HOUSE))
    assert stage.pad(5).title == "House"
    stage.hit(5)
    stage.send(se.PadAssigned(5, None))
    assert only(fx.StopSlot, stage.effects) == [fx.StopSlot("pad 5")]
    assert stage.pad(5).title == "" and stage.press("favourite") == []
    assert stage.send(se.PadAssigned(5, None)) == []


def test_a_pad_that_is_gone_is_not_thought_of_again() -> None:
    stage = Set()
    stage.hit(1)
    stage.done()
    stage.send(se.PadAssigned(1, None))
    assert stage.press("next-preset") == stage.press("next-preset", 1) == []
    stage.send(adjusted(looks_ahead=True))
    assert [each.request.seed for each in stage.ahead()] == [20]


def test_another_plan_for_a_silent_pad_asks_for_nothing_and_ends_its_trouble() -> None:
    stage = Set()
    stage.hit()
    stage.fail()
    assert stage.send(se.PadAssigned(1, PadPlan(preset="funk"))) == [] and not stage.requests
    assert (stage.state(), stage.pad().message) == (PadState.EMPTY, "")


def test_a_table_is_all_pads_and_what_controllers_go_by() -> None:
    stage = Set().playing()
    table = Table(title="Other", plans={1: PadPlan(preset="funk"), 16: HOUSE})
    assert fx.UseTable(table) in stage.send(se.TableChosen(table))
    assert stage.request.request.preset == "funk" and stage.state() is PadState.PLAYING
    assert stage.view.table == "Other"
    assert [pad.pad for pad in stage.view.pads if pad.plan] == [1, 16]


def test_what_sounds_goes_on_until_the_new_plan_is_there() -> None:
    stage = Set().playing()
    stage.send(se.PadAssigned(1, PadPlan(preset="funk")))
    assert stage.request.request.preset == "funk" and stage.state() is PadState.PLAYING
    stage.done()
    assert stage.launched() == [("pad 1", 8.0)] and stage.pad().title == "funk"


@pytest.mark.parametrize(
    ("does", "before", "after"),
    [("next-preset", None, "a-preset"), ("previous-preset", None, "c-preset"),
     ("next-preset", "c-preset", "a-preset"), ("previous-preset", "a-preset", "c-preset"),
     ("next-preset", "unknown", "a-preset")],
)  # fmt: skip
def test_presets_go_round(does: str, before: str | None, after: str) -> None:
    stage = Set(plans={1: PadPlan(preset=before, prompt="x")})
    stage.press(does, 1)
    stage.hit()
    assert (stage.request.request.preset, stage.request.request.prompt) == (after, None)


def test_without_presets_a_plan_stays() -> None:
    stage = Set(presets=())
    stage.press("next-preset", 1)
    assert stage.pad().title == "House"


def test_buttons_are_for_the_pad_hit_last() -> None:
    stage = Set()
    assert stage.press("next-preset") == []
    stage.hit(2)
    stage.press("next-preset")
    assert stage.pad(2).title == "A" and stage.pad(1).title == "House"


def test_a_button_that_does_nothing_says_so() -> None:
    stage = Set()
    assert stage.press("dance", 1) == [fx.Say("“dance” isn't an action.")]
    assert stage.view.notice == "“dance” isn't an action."


def test_a_tempo_that_is_taken_back_leaves_the_beats_at_it_and_tells_the_hub() -> None:
    stage = Set()
    stage.hear(99.0, source="typed")
    assert stage.view.transport is not None
    stage.send(se.TempoCleared())
    assert stage.view.transport is None and stage.view.beats is not None
    assert stage.view.beats.tempo_bpm == 99.0
    assert stage.told_hub(ev.TransportMoved)[-1].transport is None


def test_a_clip_that_must_not_be_retimed_is_not_decoded_for_the_tempo() -> None:
    stage = Set()
    stage.hear(99.0)
    clip = clip_for(ClipRequest(prompt="dub", bars=1, seed=1, tempo_bpm=120.0, meter=Meter()))
    stage.send(se.PlayAsked("b", clip, 0.1, may_retime=False))
    assert only(fx.Launch, stage.effects)[0].clip == clip and not stage.asked


# ---- morphing and levels ----


def goal() -> Set:
    return Set(plans={1: msgspec.structs.replace(HOUSE, goal="dub"), 2: PadPlan(prompt="plain")})


def test_a_knob_morphs_all_pads_that_have_a_goal() -> None:
    plans = {number: PadPlan(prompt="x", seed=number, goal="dub") for number in (1, 2)}
    stage = Set(plans=plans | {3: PadPlan(prompt="plain")})
    for pad in (1, 2, 3):
        stage.hit(pad)
    stage.asked.clear()
    stage.turn("morph", 0.5)
    assert [(each.slot, each.request.blend) for each in stage.requests] == [("pad 1", 0.5), ("pad 2", 0.5)]
    assert len(stage.told_hub(ev.CancelAsked)) == 2
    stage.press("stop-all")
    assert len(stage.told_hub(ev.CancelAsked)) == 3


def test_a_knob_morphs_in_eighths_and_takes_over_when_the_round_is_complete() -> None:
    stage = goal().playing()
    stage.turn("morph", 0.26)
    request = stage.request.request
    assert (request.goal_prompt, request.blend, request.goal_seed, request.seed) == ("dub", 0.25, 10, 10)
    assert stage.turn("morph", 0.24) == [], "the same eighth"
    stage.done()
    assert stage.launched() == [("pad 1", 8.0)]
    stage.at(4.1)
    stage.turn("morph", 0.0, 1, 2)
    assert stage.launched() == [("pad 1", 12.0)] and not stage.requests, "it was there already"


def test_a_knob_does_nothing_to_a_loop_without_a_goal() -> None:
    assert Set().playing().turn("morph", 0.5) == []


def test_a_knob_on_a_silent_pad_only_says_what_its_next_hit_is_for() -> None:
    stage = goal()
    assert stage.turn("morph", 1.0) == []
    stage.hit()
    assert stage.request.request.blend == 1.0
    stage.turn("morph", 0.5)
    assert stage.requests[-1].request.blend == 0.5


def test_a_take_over_is_a_whole_round_after_its_predecessor() -> None:
    stage = Set(plans={1: PadPlan(prompt="house", bars=3, goal="dub")}).playing()
    stage.at(5.0)
    stage.turn("morph", 1.0)
    stage.done()
    assert stage.launched() == [("pad 1", 16.0)], "4 and three bars of four"


def test_levels() -> None:
    stage = Set()
    assert stage.turn("level", 0.5) == [fx.SetGain(0.5)]
    assert stage.turn("level", 0.5, 1) == []
    stage.playing()
    assert stage.turn("level", 0.25, 1) == [fx.SetGain(0.25, "pad 1")]
    stage.hit(2)
    stage.done()
    assert only(fx.Launch, stage.effects)[0].gain == 1.0
    stage.hit()
    stage.hit()
    assert only(fx.Launch, stage.effects)[0].gain == 0.25


def test_a_pad_s_own_level_and_mute_change_what_sounds_and_keep_its_take() -> None:
    stage, house = Set().playing(), Set().playing().pad().plan
    assert house is not None
    stage.hit(velocity=HARD)
    stage.done()
    take = stage.pad().clip

    def assign(**changes: Any) -> list[Any]:
        assert house is not None
        return stage.send(se.PadAssigned(1, msgspec.structs.replace(house, **changes)))

    assert assign(gain=0.5) == [fx.SetGain(0.5, "pad 1")]
    assert assign(gain=0.5, muted=True) == [fx.SetGain(0.0, "pad 1")]
    assert stage.pad().clip == take and stage.view.pads[0].plan != house
    assert assign(gain=0.5) == [fx.SetGain(0.5, "pad 1")]
    stage.send(se.StopAsked(None, stage.now_s))
    assert assign(muted=True) == []
    stage.hit()
    assert only(fx.Launch, stage.effects)[0].gain == 0.0


# ---- who leads ----


def test_beats_go_on_before_anybody_has_said_a_tempo() -> None:
    stage = Set(tempo_bpm=90.0)
    assert stage.view.transport is None and stage.view.beats is not None
    assert beat_at(stage.view.beats, 2.0) == pytest.approx(3.0)
    assert only(fx.Follow, stage.effects) and not only(fx.TellHub, stage.effects)


def test_a_leader_is_followed_at_each_word_and_the_hub_hears_what_matters() -> None:
    stage = Set()
    stage.now_s = 1.0
    stage.hear(126.0, playing=True, beat=2.0)
    assert only(fx.Follow, stage.effects)
    assert stage.told_hub(ev.TransportMoved)
    stage.now_s = 1.1
    stage.hear(126.0, playing=True, beat=2.21)
    assert only(fx.Follow, stage.effects)
    assert not stage.told_hub(ev.TransportMoved)
    stage.now_s = 1.2
    stage.hear(126.0, playing=False, beat=2.21)
    assert stage.told_hub(ev.TransportMoved)
    stage.now_s = 2.2
    stage.hear(126.0, playing=False, beat=2.3)
    assert stage.told_hub(ev.TransportMoved), "once a second"
    assert not stage.hear(99.0, source="typed"), "somebody else's tempo"


def test_the_next_one_leads_when_the_leader_leaves_or_goes_quiet_and_that_is_said_once() -> None:
    stage = Set()
    stage.hear(100.0, source="osc")
    stage.hear(126.0, playing=True)
    effects = stage.send(se.Left("link"))
    [said] = only(fx.Say, effects)
    assert "OSC" in said.sentence and stage.view.notice == said.sentence
    [told] = stage.told_hub(ev.TransportMoved)
    assert told.transport is not None and told.transport.tempo_bpm == 100.0
    assert not only(fx.Say, stage.at(1.0))


def test_an_order_is_chosen() -> None:
    stage = Set()
    stage.hear(126.0, playing=True)
    stage.hear(100.0, source="osc")
    effects = stage.send(se.OrderChosen(("osc", "link")))
    [told] = stage.told_hub(ev.TransportMoved)
    assert told.transport is not None and told.transport.tempo_bpm == 100.0
    assert only(fx.Follow, effects)
    [said] = only(fx.Say, stage.send(se.OrderChosen(("moon",))))
    assert "moon" in said.sentence


def test_sources_are_told_and_chosen_by_whoever_asks() -> None:
    stage = Set()
    stage.hear(126.0, playing=True)
    [told] = only(fx.Tell, stage.send(se.SourcesAsked(ASKER)))
    assert told == fx.Tell(an.Sources(ASKER, (("link", 126.0, True, True),)))
    [refused] = only(fx.Tell, stage.send(se.SourcesAsked(ASKER, ("moon",))))
    assert isinstance(refused.answer, an.Failed) and refused.answer.failure.kind == "bad-request"
    stage.hear(100.0, source="osc")
    [told] = only(fx.Tell, stage.send(se.SourcesAsked(ASKER, ("osc",))))
    assert isinstance(told.answer, an.Sources) and told.answer.sources[0] == ("osc", 100.0, True, True)


def test_levels_of_pads_are_set_and_told_as_the_window_has_them() -> None:
    stage = Set()
    stage.hear(126.0, playing=True)
    stage.send(se.PadAssigned(3, PadPlan(prompt="house")))
    [told] = only(fx.Tell, stage.send(se.PadLevelSet(sender=ASKER, pad=3, gain=0.5)))
    assert told.answer == an.PadsTold(ASKER, (PadFacts(3, "house", "empty", 0.5, False, ""),))
    [again] = stage.send(se.PadLevelSet(sender=ASKER, pad=3, gain=0.5))
    assert again == told, "nothing else happens"
    stage.send(se.PadLevelSet(sender=ASKER, pad=3, muted=True))
    plan = stage.view.pads[2].plan
    assert plan is not None and (plan.gain, plan.muted) == (0.5, True)
    [refused] = only(fx.Tell, stage.send(se.PadLevelSet(sender=ASKER, pad=9, gain=0.5)))
    assert isinstance(refused.answer, an.Failed) and "Pad 9 is empty" in refused.answer.failure.message
    [told] = only(fx.Tell, stage.send(se.PadsAsked(ASKER)))
    assert isinstance(told.answer, an.PadsTold) and [pad[0] for pad in told.answer.pads] == [*range(1, 17)]


def test_taps_are_a_tempo() -> None:
    stage = Set()
    stage.send(se.Tapped(0.0))
    for stage.now_s in (0.5, 1.0, 1.5):
        stage.press("tap")
    assert stage.view.transport is not None and stage.view.transport.source == "tap"
    assert stage.view.transport.tempo_bpm == pytest.approx(120.0)


@pytest.mark.parametrize(
    ("source", "told", "rendered"),
    [("midi", 125.96, 126.0), ("midi", 126.4, 126.4), ("link", 125.96, 125.96), ("midi", 120.06, 120.0),
     ("link", 120.001, 120.0)],
)  # fmt: skip
def test_a_measured_tempo_is_rendered_for_as_people_set_it(source: str, told: float, rendered: float) -> None:
    stage = Set()
    stage.hear(told, source)
    stage.hit()
    assert stage.request.request.tempo_bpm == rendered


# ---- another tempo ----


def musical(**options: object) -> Set:
    return Set(is_musical=lambda model: model is None, **options)


def test_what_plays_at_another_tempo_is_left_to_the_player() -> None:
    stage = musical().playing()
    stage.hear(126.0, playing=True, beat=4.2)
    stage.at(10.0)
    assert not stage.requests


def test_what_plays_is_rendered_anew_if_that_is_chosen_once_the_tempo_is_steady() -> None:
    stage = musical(rerenders=True).playing()
    stage.hear(126.0, playing=True, beat=4.2)
    assert stage.at(2.6) == [] and not stage.requests
    stage.hear(127.0, playing=True, beat=beat_at(stage.view.beats or Transport(tempo_bpm=1), 2.6))
    stage.at(3.5)
    assert not stage.requests, "it moved again"
    stage.at(3.7)
    request = stage.request.request
    assert (request.tempo_bpm, request.drawn_tempo_bpm) == (127.0, 120.0)
    assert stage.at(3.8) == []
    stage.done()
    [(_, beat)] = stage.launched()
    assert beat % 4 == pytest.approx(0.0)
    stage.at(10.0)
    clip = stage.pad().clip
    assert clip is not None and clip.job.tempo_bpm == 127.0 and not stage.requests


def test_a_tempo_that_was_rendered_for_before_takes_over_when_the_round_is_complete() -> None:
    stage = musical(rerenders=True, plans={1: PadPlan(prompt="house", bars=3)}).playing()
    for tempo_bpm, beat in ((126.0, 4.5), (120.0, 17.0)):
        stage.hear(tempo_bpm, playing=True, beat=beat)
        stage.at(stage.now_s + 1.5)
        if stage.requests:
            stage.done()
        [(_, launched)] = stage.launched()
        assert launched == pytest.approx(4 + 12 * (1 if tempo_bpm == 126.0 else 2))
        stage.at(stage.now_s + 6.0)


def test_what_cannot_be_rendered_anew_is_not_tried_at_every_turn() -> None:
    stage = musical(rerenders=True).playing()
    stage.hear(126.0, playing=True)
    stage.at(5.0)
    stage.fail()
    assert stage.at(6.0) == [] and stage.state() is PadState.PLAYING
    stage.at(5.0 + RETRY_AFTER_S)
    assert stage.requests


def test_a_loop_drawn_at_another_tempo_is_decoded_anew_where_the_model_can() -> None:
    remembered = Remembered(lambda model: model is None)
    for model, drawn in ((None, 100.0), ("riffusion-v1", None)):
        plan = PadPlan(prompt="x", model=model)
        first = wish(plan, 100.0, Meter())
        remembered.put(first, clip_for(remembered.request(first)))
        assert remembered.request(first).drawn_tempo_bpm is None
        assert remembered.request(wish(plan, 110.0, Meter())).drawn_tempo_bpm == drawn
    second = wish(PadPlan(prompt="x"), 110.0, Meter())
    remembered.put(second, clip_for(remembered.request(second)))
    assert remembered.request(wish(PadPlan(prompt="x"), 120.0, Meter())).drawn_tempo_bpm == 100.0


def test_only_so_much_is_remembered() -> None:
    remembered = Remembered(lambda model: True)
    wishes = [wish(HOUSE, 100.0, Meter(), number) for number in range(MOST_REMEMBERED + 1)]
    for each in wishes:
        remembered.put(each, clip_for(remembered.request(each)))
        assert remembered.get(wishes[0]) is not None or each is wishes[-1]
    assert remembered.get(wishes[1]) is None and remembered.get(wishes[-1]) is not None


# ---- ahead ----


def test_idle_time_goes_into_each_pad_and_then_into_its_next_variation() -> None:
    stage = Set(looks_ahead=True)
    seeds = []
    while stage.ahead():
        assert stage.request.slot == "ahead"
        seeds.append(stage.request.request.seed)
        stage.done()
    assert seeds == [10, 20, 11, 21] and stage.state(1) is stage.state(2) is PadState.READY


def test_the_pad_hit_last_is_the_likeliest() -> None:
    stage = Set(looks_ahead=True)
    stage.hit(2)
    stage.fail("cancelled", stage.ahead()[0])
    stage.done()
    assert [each.request.seed for each in stage.ahead()] == [10], "a first loop before any second one"
    stage.done(stage.ahead()[0])
    assert [each.request.seed for each in stage.ahead()] == [21]


def test_what_is_made_ahead_is_as_far_on_its_way_as_the_pad() -> None:
    stage = Set(looks_ahead=True, plans={1: PadPlan(prompt="x", goal="dub")})
    stage.turn("morph", 0.5)
    stage.done()
    assert stage.request.request.blend == 0.5


def test_nothing_is_made_ahead_for_a_variation_that_no_hit_can_ask_for() -> None:
    stage = Set(looks_ahead=True, plans={1: PadPlan(prompt="x", vary_from=NEVER_VARY)})
    stage.done()
    assert not stage.requests


def test_what_was_made_ahead_plays_at_once_and_then_enters_the_library() -> None:
    stage = Set(looks_ahead=True, plans={1: HOUSE})
    made = stage.request.request
    stage.done()
    stage.fail("cancelled", stage.ahead()[0])
    stage.hit()
    assert stage.launched() == [("pad 1", 0.0)]
    [kept] = [each for each in stage.requests if each.priority is Priority.NORMAL]
    assert kept.request == made and kept.slot is None
    stage.done(kept)
    assert not stage.launched()
    stage.at(4.1)
    stage.hit()
    stage.hit()
    assert stage.launched() and not [each for each in stage.requests if each.priority is Priority.NORMAL]


def test_a_hit_while_its_loop_is_made_ahead_asks_live_and_takes_whichever_comes_first() -> None:
    stage = Set(looks_ahead=True, plans={1: HOUSE})
    ahead = stage.request
    stage.progress(0.75)
    stage.hit()
    live = stage.requests[-1]
    assert live.priority is Priority.LIVE and live.request == ahead.request
    stage.fail("cancelled", ahead)
    assert stage.state() is PadState.WAITING, "what was made ahead made way"
    stage.done(live)
    assert stage.launched()


def test_a_loop_made_ahead_that_comes_after_the_hit_plays() -> None:
    stage = Set(looks_ahead=True, plans={1: HOUSE})
    ahead = stage.request
    stage.hit()
    stage.done(ahead)
    assert stage.launched()
    assert not [each for each in stage.requests if each.priority is Priority.NORMAL]
    stage.done(next(each for each in stage.requests if each.priority is Priority.LIVE))
    assert not stage.launched()


def test_nothing_is_made_ahead_while_the_tempo_moves_and_then_for_the_new_one() -> None:
    stage = Set(looks_ahead=True, is_musical=lambda model: True, plans={1: HOUSE})
    stage.done()
    ahead = stage.request
    stage.now_s = 10.0
    stage.hear(126.0)
    assert stage.told_hub(ev.CancelAsked) == [ev.CancelAsked(ahead.sender)]
    stage.fail("cancelled")
    assert not stage.requests
    stage.at(11.1)
    assert stage.request.request.tempo_bpm == 126.0 and stage.request.request.drawn_tempo_bpm == 120.0


def test_what_cannot_be_made_ahead_is_left_alone_for_a_while() -> None:
    stage = Set(looks_ahead=True, plans={1: msgspec.structs.replace(HOUSE, vary_from=NEVER_VARY)})
    stage.fail()
    assert not stage.requests and stage.state() is PadState.EMPTY
    stage.at(RETRY_AFTER_S + 1)
    assert stage.requests


# ---- the user's settings ----


def adjusted(**changes: Any) -> se.Adjusted:
    usual: dict[str, Any] = {"tempo_bpm": 120.0, "rerenders": False, "looks_ahead": False}
    return se.Adjusted(**{**usual, **changes})


def test_while_nobody_says_a_tempo_it_is_the_users_and_the_beat_goes_on() -> None:
    stage = Set().playing()
    stage.now_s = 3.0
    stage.at(3.0)
    effects = stage.send(adjusted(tempo_bpm=90.0))
    [follow] = only(fx.Follow, effects)
    assert follow.transport.tempo_bpm == 90.0 and beat_at(follow.transport, 3.0) == pytest.approx(6.0)
    assert not only(fx.Follow, stage.send(adjusted(tempo_bpm=90.0)))
    stage.hear(126.0)
    assert not only(fx.Follow, stage.send(adjusted(tempo_bpm=80.0))), "somebody leads"


def test_whether_loops_are_rendered_anew_may_change_while_they_play() -> None:
    stage = musical().playing()
    stage.hear(126.0, playing=True, beat=4.2)
    stage.at(10.0)
    assert not stage.requests
    stage.send(adjusted(rerenders=True))
    stage.at(10.1)
    assert stage.request.request.tempo_bpm == 126.0


def test_whether_loops_are_made_ahead_may_change() -> None:
    stage = Set(plans={1: HOUSE})
    assert not stage.requests
    stage.send(adjusted(looks_ahead=True))
    assert stage.request.priority is Priority.IDLE


def test_another_usual_model_draws_what_pads_want_from_then_on() -> None:
    named = msgspec.structs.replace(HOUSE, model="riffusion-v1", seed=11)
    stage = Set(plans={1: HOUSE, 2: named}).playing()
    stage.hit(2)
    stage.done()
    stage.send(adjusted(is_other_model=True))
    assert stage.state(1) is PadState.PLAYING, "what sounds goes on"
    assert stage.pad(2).clip is not None, "of a model that it names itself"
    stage.hit()
    stage.at(20.0)
    assert stage.state(1) is PadState.EMPTY


# ---- favourites ----


def test_a_favourite_is_told_to_the_hub() -> None:
    stage = Set()
    assert stage.press("favourite", 1) == [], "there is no clip yet"
    stage.playing()
    stage.press("favourite")
    [told] = stage.told_hub(ev.FavouriteAsked)
    assert told.name == (stage.pad().clip or clip_for(ClipRequest())).job.digest and told.favourite


def test_a_favourite_that_was_made_ahead_enters_the_library_first() -> None:
    stage = Set(looks_ahead=True, plans={1: msgspec.structs.replace(HOUSE, vary_from=NEVER_VARY)})
    stage.done()
    stage.press("favourite", 1)
    assert stage.request.priority is Priority.NORMAL and not stage.told_hub(ev.FavouriteAsked)
    stage.press("favourite", 1)
    assert len(stage.requests) == 1
    stage.done()
    assert stage.told_hub(ev.FavouriteAsked)
    stage.press("favourite", 1)
    assert stage.told_hub(ev.FavouriteAsked)


# ---- other clips, stopping, learning ----


def test_any_clip_plays_in_any_slot_and_stops() -> None:
    stage = Set()
    clip = clip_for(ClipRequest(prompt="x", seed=1, tempo_bpm=120.0))
    stage.send(se.PlayAsked("b", clip, 0.1, "beat", 0.5))
    assert stage.effects == [fx.Launch("b", clip, 1.0, 0.5)]
    assert stage.send(se.StopAsked("b", 0.2)) == [fx.StopSlot("b")]
    stage.send(se.PlayAsked("c", clip, 0.3))
    assert stage.send(se.StopAsked("c", 0.3, now=False)) == [fx.StopSlot("c", 4.0)]


def test_a_clip_that_begins_within_keeps_its_bars_on_the_hosts() -> None:
    """It comes in where the host is at the same beat of a bar."""
    stage = Set()
    clip = clip_for(ClipRequest(prompt="x", seed=1, tempo_bpm=120.0))
    for at_s, offset, beat in ((0.1, 2.0, 2.0), (1.1, 2.0, 6.0), (0.1, 5.0, 1.0), (0.6, 0.0, 4.0)):
        stage.send(se.PlayAsked("b", clip, at_s, offset=offset))
        assert stage.effects == [fx.Launch("b", clip, beat, 1.0, offset)]
    stage.send(se.PlayAsked("b", clip, 0.1, "clip", offset=5.0))
    assert stage.effects == [fx.Launch("b", clip, 5.0, 1.0, 5.0)]


def test_a_clip_takes_over_from_the_next_beat_where_another_is_by_then() -> None:
    stage = Set()
    stage.hear(120.0, playing=True)
    four, one = (clip_for(ClipRequest(prompt="x", bars=bars, seed=1, tempo_bpm=120.0)) for bars in (4, 1))
    stage.send(se.PlayAsked("b", one, 0.1, takes_over=True))
    assert stage.launched() == [("b", 4.0)], "where nothing plays, on the next bar"
    stage.send(se.PlayAsked("b", four, 0.3, takes_over=True))
    assert stage.effects == [fx.Launch("b", four, 4.0)], "what hasn't begun is replaced"
    stage.at(4.6)
    stage.send(se.PlayAsked("b", one, 4.6, takes_over=True))
    assert stage.effects == [fx.Launch("b", one, 10.0, 1.0, 2.0)]
    stage.send(se.Sought("b", 1.0))
    stage.send(se.PlayAsked("b", four, 5.1, takes_over=True))
    assert stage.effects == [fx.Launch("b", four, 11.0, 1.0, 4.0)]
    stage.send(se.StopAsked("b", 5.2))
    stage.send(se.PlayAsked("b", one, 5.2, takes_over=True))
    assert stage.effects == [fx.Launch("b", one, 12.0)]


def test_another_version_of_a_piece_goes_on_in_its_place_from_the_next_bar() -> None:
    stage = Set()
    stage.hear(120.0, playing=True)
    four, two, six = (
        clip_for(ClipRequest(prompt="x", bars=bars, seed=1, tempo_bpm=120.0)) for bars in (4, 2, 6)
    )
    stage.send(se.PlayAsked("b", four, 0.1))
    assert stage.launched() == [("b", 4.0)]
    replace = se.ReplaceAsked("b", four.job.digest, six, 4.0, 0.3)
    assert stage.send(msgspec.structs.replace(replace, of="another")) == []
    assert stage.send(replace) == [fx.Launch("b", six, 4.0, 1.0, 4.0)], "what hasn't begun is replaced"
    stage.at(13.1)
    # At beat 26.2 the six bars, which began in their second, are in their first.
    stage.send(se.ReplaceAsked("b", six.job.digest, two, 0.0, 13.1))
    assert stage.launched() == [("b", 28.0)] and stage.effects[-1] == fx.Launch("b", two, 28.0, 1.0, 4.0)
    # What has become longer goes on behind what was its end.
    stage.send(se.ReplaceAsked("b", two.job.digest, four, 0.0, 15.1))
    assert stage.effects[-1] == fx.Launch("b", four, 32.0, 1.0, 8.0)


def test_what_plays_is_moved_by_the_player_which_says_by_how_much() -> None:
    stage = Set()
    assert stage.send(se.SeekAsked("b", 3.0)) == [se.SeekAsked("b", 3.0)]
    assert stage.send(se.SeekAsked("b", -1.0, relative=True)) == [se.SeekAsked("b", -1.0, True)]
    assert stage.send(se.Sought("b", 2.0)) == []


def test_the_rounds_of_a_pad_that_was_moved_count_from_there() -> None:
    stage = Set(plans={1: msgspec.structs.replace(HOUSE, quantum="clip", bars=2), 2: HOUSE})
    stage.send(se.Sought("pad 1", 1.0))  # it is silent: there is nothing to be moved
    stage.playing(2)
    assert stage.pad(2).beat == 4.0
    stage.send(se.Sought("pad 2", 1.0))
    assert stage.pad(2).beat == 3.0
    stage = Set(plans={1: msgspec.structs.replace(HOUSE, quantum="clip", bars=2)})
    stage.hit()
    stage.done()
    stage.at(2.1)
    [since] = [stage.pad().beat]
    stage.send(se.Sought("pad 1", 3.0))
    [stop] = only(fx.StopSlot, stage.hit())
    assert since is not None and stop.beat is not None and (stop.beat - (since - 3.0)) % 8.0 == 0


def test_who_wants_to_know_the_devices_has_them_looked_for() -> None:
    assert Set().send(se.DevicesAsked()) == [se.DevicesAsked()]


def test_a_clip_is_played_by_its_name_and_whoever_asked_is_told() -> None:
    stage = Set()
    stage.send(se.PlayNamed(sender=ASKER, name="dub.wav", slot="x", at_s=1.0))
    [asked] = stage.told_hub(ev.ClipAsked)
    assert asked.name == "dub.wav"
    clip = clip_for(ClipRequest(prompt="x", seed=1, tempo_bpm=120.0))
    stage.answer(an.FoundClips(asked.sender, (clip,)))
    assert stage.launched() == [("x", 4.0)]
    assert only(fx.Tell, stage.effects) == [
        fx.Tell(an.Cued(sender=ASKER, slot="x", clip=clip, beat=4.0, in_s=1.0))
    ]


def test_a_name_that_no_clip_has_is_refused() -> None:
    stage = Set()
    stage.send(se.PlayNamed(sender=ASKER, name="none.wav", slot="x", at_s=1.0))
    [asked] = stage.told_hub(ev.ClipAsked)
    failure = Failure("bad-request", "There is no such clip.")
    assert stage.answer(an.Failed(asked.sender, failure)) == [fx.Tell(an.Failed(ASKER, failure))]


def test_a_pad_is_stopped_by_its_slot() -> None:
    stage = Set().playing()
    assert stage.send(se.StopAsked("pad 1", 2.2, now=False)) == [fx.StopSlot("pad 1", 8.0)]
    assert stage.state() is PadState.PLAYING
    assert stage.send(se.StopAsked("pad 1", 2.3)) == [fx.StopSlot("pad 1")]
    assert stage.state() is PadState.READY


def test_everything_stops_now_or_at_the_bar() -> None:
    stage = Set().playing()
    stage.hit(2)
    clip = clip_for(ClipRequest(prompt="x", seed=1, tempo_bpm=120.0))
    stage.send(se.PlayAsked("z", clip, 2.2))
    stage.send(se.StopAsked(None, 2.3, now=False))
    assert [each.slot for each in only(fx.StopSlot, stage.effects)] == ["pad 1", "pad 2", "z"]
    assert stage.told_hub(ev.CancelAsked)
    stage.press("stop-all")
    assert stage.effects[-1] == fx.StopAll() and stage.state() is PadState.READY
    assert stage.send(se.StopAsked(None, 2.4))[-1] == fx.StopAll()


def test_a_clip_that_somebody_has_removed_is_asked_for_anew() -> None:
    stage = Set().playing()
    clip = stage.pad().clip
    assert clip is not None
    stage.hit()
    stage.at(4.1)
    stage.hit()
    effects = stage.send(se.ClipLost("pad 1", clip, 4.2))
    assert only(fx.Say, effects) == [fx.Say("“x.wav” is missing.")]
    assert stage.request.request.seed == 10 and stage.state() is PadState.WAITING
    assert len(stage.send(se.ClipLost("pad 1", clip, 4.3))) == 1
    assert len(stage.send(se.ClipLost("other", clip, 4.3))) == 1


def test_learning() -> None:
    stage = Set()
    assert stage.send(se.LearnAsked(3)) == [se.LearnAsked(3)] and stage.view.learning == 3
    assert stage.send(se.Learnt(3, 60, 1)) == [] and stage.view.learning is None


def test_the_player_moving_is_news_for_the_view_alone() -> None:
    assert Set().send(se.PlayerMoved()) == []


# ---- whatever happens ----

EVENTS = st.one_of(
    st.tuples(st.just("hit"), st.integers(1, 4), st.integers(1, 127)),
    st.tuples(st.just("hear"), st.floats(60, 180), st.sampled_from(["link", "midi", "typed"])),
    st.tuples(st.just("turn"), st.sampled_from(["morph", "level"]), st.floats(0, 1)),
    st.tuples(st.just("press"), st.sampled_from(["cancel", "stop-all", "next-preset", "favourite"])),
    st.tuples(st.sampled_from(["done", "fail", "cancelled"]), st.integers(0, 3)),
    st.tuples(st.just("wait"), st.floats(0, 3)),
)


@settings(max_examples=100)
@given(st.lists(EVENTS, max_size=40))
def test_what_is_launched_is_never_in_the_past_and_what_is_asked_is_live_once_a_pad(events: list) -> None:  # type: ignore[type-arg]
    plans = {1: HOUSE, 2: msgspec.structs.replace(HOUSE, goal="dub"), 3: PadPlan(prompt="x", quantum="clip")}
    stage = Set(looks_ahead=True, rerenders=True, plans=plans)
    for name, *values in events:
        match name:
            case "hit":
                stage.hit(*values)
            case "hear":
                stage.hear(*values, playing=True, beat=stage.now_s)
            case "turn":
                stage.turn(*values)
            case "press":
                stage.press(*values)
            case "wait":
                stage.at(stage.now_s + values[0])
            case "done" if values[0] < len(stage.requests):
                stage.done(stage.requests[values[0]])
            case "fail" | "cancelled" if values[0] < len(stage.requests):
                stage.fail("engine" if name == "fail" else name, stage.requests[values[0]])
        assert stage.view.beats is not None
        beat = beat_at(stage.view.beats, stage.now_s)
        assert all(launch.beat >= beat - 1e-3 for launch in only(fx.Launch, stage.effects))
        assert len(stage.ahead()) <= 1 or stage.told_hub(ev.CancelAsked) or name in ("hear", "wait")
        for pad in stage.view.pads:
            assert pad.state is not PadState.PLAYING or pad.clip is not None


# ---- a clip on a pad ----


def test_a_pad_plays_its_clip_as_it_is_at_the_tempo_there_is() -> None:
    stage = Set(plans={1: PadPlan(prompt="house", clip="c" * 64, vary_from=NEVER_VARY, seed=7)})
    stage.hit(velocity=HARD)
    asked = stage.request
    assert (asked.source_clip, asked.as_is, asked.priority) == ("c" * 64, True, Priority.LIVE)
    assert asked.request == ClipRequest(tempo_bpm=120.0, origin="pad")
    clip = clip_for(ClipRequest(prompt="house", bars=1, seed=7, tempo_bpm=120.0))
    del stage.asked[asked.sender.id]
    stage.answer(an.Done(asked.sender, clip))
    assert [each.clip for each in only(fx.Launch, stage.effects)] == [clip]
    stage.at(2.5)
    stage.hear(100.0)
    stage.hit()
    stage.at(9.0)
    stage.hit()
    assert stage.request.request.tempo_bpm == 100.0
    stage.press("next-preset", 1)
    assert stage.pad(1).plan == PadPlan(preset="a-preset", title="A", vary_from=NEVER_VARY, seed=7)


# ---- a clip that is listened to ----


def preview(tempo_bpm: float = 90.0) -> Clip:
    return clip_for(ClipRequest(prompt="house", bars=1, seed=7, tempo_bpm=tempo_bpm))


def test_without_a_source_a_clip_sets_the_tempo_and_plays_as_it_is() -> None:
    stage = Set()
    stage.send(se.PlayAsked("window", preview(), 0.1))
    assert [each.transport.tempo_bpm for each in only(fx.Follow, stage.effects)] == [90.0]
    assert stage.launched() and not stage.requests
    # A pad that sounds has a tempo already.
    stage = Set().playing()
    stage.send(se.PlayAsked("window", preview(), 2.2))
    assert not only(fx.Follow, stage.effects) and stage.request.request.tempo_bpm == 120.0


@pytest.mark.parametrize(("came_at_s", "beat"), [(0.5, 4.0), (2.5, 8.0)])
def test_a_clip_at_another_tempo_is_decoded_for_it_and_takes_over(came_at_s: float, beat: float) -> None:
    stage, clip = Set(), preview()
    stage.hear(120.0, playing=True)
    stage.send(se.PlayAsked("window", clip, 0.1))
    assert stage.launched() == [("window", 4.0)]
    asked = stage.request
    assert (asked.source_clip, asked.as_is, asked.priority) == (clip.job.digest, True, Priority.IDLE)
    stage.at(came_at_s)
    decoded = preview(120.0)
    del stage.asked[asked.sender.id]
    stage.answer(an.Done(asked.sender, decoded))
    [launch] = only(fx.Launch, stage.effects)
    assert (launch.slot, launch.clip, launch.beat) == ("window", decoded, beat)
    assert stage.view.stands_for == {decoded.job.digest: clip.job.digest}


@pytest.mark.parametrize(
    "event",
    [se.StopAsked("window", 0.2), se.StopAsked(None, 0.2, now=True), se.Sought("window", 1.0),
     se.PlayAsked("window", preview(120.0), 0.2)],
    ids=lambda event: type(event).__name__,
)  # fmt: skip
def test_what_is_no_longer_wanted_does_not_take_over(event: se.StageEvent) -> None:
    stage = Set()
    stage.hear(120.0, playing=True)
    stage.send(se.PlayAsked("window", preview(), 0.1))
    asked = stage.request
    stage.send(event)
    assert stage.told_hub(ev.CancelAsked) == [ev.CancelAsked(asked.sender)]
    stage.answer(an.Done(asked.sender, preview(120.0)))
    assert not stage.launched()


# ---- pads that are kept ----


def test_the_stage_has_changes_saved_for_a_set_with_a_name() -> None:
    stage, table = Set(), Table(name="mine", title="Mine", plans={1: HOUSE})
    stage.send(se.PadAssigned(2, HOUSE))
    assert not only(fx.KeepPads, stage.effects)  # a set that has no file
    stage.send(se.TableChosen(table))
    assert not only(fx.KeepPads, stage.effects)
    stage.press("next-preset", 1)
    [kept] = only(fx.KeepPads, stage.effects)
    assert (kept.table.name, kept.table.plans[1].preset) == ("mine", PRESETS[0][0])
    stage.send(se.PlansChosen("another", {}))
    assert stage.pad(1).plan is not None and stage.view.pad_set == "mine"
    stage.send(se.PlansChosen("mine", {2: HOUSE}))
    assert (stage.pad(1).plan, stage.pad(2).plan) == (None, HOUSE)
    assert [each.table.plans for each in only(fx.KeepPads, stage.effects)] == [{2: HOUSE}]
