"""The small words of a prompt, in the languages that it may be written in.

They say what is *not* to be played, what is to be played *alone*, what belongs together, and what
says nothing at all. A `*` at the end stands for any ending of up to five letters. The languages are
English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Russian, Japanese and Chinese,
in this order wherever a table goes by language.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


def _split(text: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for phrase in text.replace("\n", ",").split(",") if phrase.strip())


NOT = _split("""
    no, without, minus, sans, not, excluding, except, except for, skip, omit, remove, leave out, lose
    lacking, free of, devoid of, absent, do not want, do not use, do not add, don't want, don't use
    don't add, dont want, dont use, dont add, don't, dont, do not, nor any, neither, without any, no more
    ohne, kein, keine, keinen, keinem, keiner, nicht, weder, pas de, pas d', point de, aucun, aucune, pas
    ni, sin, nada de, ningun, ninguna, senza, niente, nessun, nessuna, nessuno, non, sem, nenhum, nenhuma
    zonder, geen, niet, bez, zadn*, nie, без, никак*, нет, не, 没有, 没, 無, 无, 不要, 不带, 不含, 别用
    去掉, 除了, utan, uten, uden, 沒有
""")
NOT_AFTER = _split("""
    free, absent, less, weglassen, なし, 無し, ぬき, 抜き, なく, ない, ありません, 入れない, 없이, 없는
""")
ONLY = _split("""
    only, just, solely, exclusively, nothing but, nothing else than, alone, by itself, by themselves
    on its own, unaccompanied, stripped to, isolated, nur, bloss, lediglich, ausschliesslich, allein
    alleine, nichts als, seulement, uniquement, juste, rien que, seul, seule, seuls, seules, solo, solos
    sola, solas, solamente, unicamente, nada mas que, soltanto, soli, apenas, só com, só de, somente
    sozinho, sozinha, alleen, enkel, slechts, uitsluitend, tylko, wylacznie, jedynie, только, лишь
    исключительно, だけ, のみ, ばかり, ソロ, 只有, 只, 仅, 仅有, 仅仅, 獨奏, 独奏, 만
""")
AND = _split("and, n, plus, und, sowie, et, y, e, en, i, oraz, и, plus the, と, や, 和, 与, 跟, 及, 以及, 加")
OR = _split("or, nor, oder, noch, ou, ni de, o, of, lub, ani, или, ни, か, 或, 或者")
WITH = _split("""
    with, featuring, feat, ft, over, but, plus a, together with, along with, including, on top of, mit, auf
    aber, dazu, avec, mais, sur, con, pero, sobre, ma, su, com, mas, met, maar, z, ze, ale, на, но, с, со
    入り, 付き, 有, 带, 带有, 配, 加上
""")
# After these, what follows a negation and its “and” is wanted again: “no drums and a warm pad”.
INDEFINITE = _split("""
    a, an, some, lots, plenty, more, ein, eine, einen, einem, einer, etwas, viel, une, un, des, du, una, uno
    unas, unos, um, uma, uns, umas, een
""")
# A drum kit's word before one of these asks for drums alone, as long as nothing else is named.
LOOP = _split("""
    loop, groove, break, pattern, fill, solo, track, part, take, stem, section, riff, schleife, boucle
    bucle, ciclo, laco, lus, petla, луп*, петл*, ループ, 循环, 循環, グルーヴ, パターン, フレーズ
""")
BEATS = frozenset({"beat", "beats", "ritmo", "rythme", "rhythmus", "ビート", "节拍"})
# One word for several, before anything is looked up.
EXPANSIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "drumless": ("no", "drums"),
        "beatless": ("no", "drums"),
        "bassless": ("no", "bass"),
        "schlagzeuglos": ("no", "drums"),
        "acapella": ("only", "voices"),
        "acappella": ("only", "voices"),
        "cappella": ("only", "voices"),
        "capella": ("only", "voices"),
    }
)
# Parts of the music that are no instrument: heard where they are denied or asked for alone.
ROLE_WORDS: Mapping[tuple[str, ...], tuple[str, ...]] = MappingProxyType(
    {
        ("lead",): _split("""
            melody, melodies, tune, topline, top line, melodie, melodien, melodia, melodias, melodie*
            мелоди*, メロディ, メロディー, 旋律
        """),
        ("chords",): _split("""
            chord, chords, harmony, harmonies, comping, akkorde, harmonie, harmonien, accords, acordes
            accordi, armonia, akkoorden, akord*, аккорд*, コード, 和音, 和弦, accompaniment, begleitung
        """),
        ("drums", "percussion", "bass"): _split("rhythm section, rhythmusgruppe, section rythmique"),
        ("drums",): _split("drum kit, kit, drum set, drumkit, drumset, trap set"),
    }
)
# Pieces of a kit: they ask for drums, but without them a kit may play on.
PIECES = _split("""
    kick, kicks, kick drum, bass drum, snare, snares, snare drum, clap, claps, hand claps, handclaps, snaps
    hat, hats, hi hat, hi hats, hihats, open hat, open hats, closed hat, closed hats, cymbal, cymbals, ride
    ride cymbal, crash, crash cymbal, tom, toms, rim, rimshot, rim clicks, cross stick, four on the floor
    four on the floor kick, four on the floor drums, four to the floor, pounding kick, bassdrum, becken
    caisse claire, grosse caisse, charleston, charley, caja, bombo, platillos, cassa, rullante, piatti
    bumbo, pratos, chimbal, werbel*, talerz*, stopa, stopy, бочк*, снейр*, хэт*, тарелк*, キック, スネア
    ハイハット, クラップ, 底鼓, 军鼓, 镲
""")
# What a model without words may answer with voices; without them nothing else need be silent.
SINGING = _split("""
    vocals, vocal, vocalist, singing, singer, sung, voice, lyrics, rapping, rapper, chanson vocale, gesang
    stimme, sänger, sängerin, chant, voix, chanteur, chanteuse, paroles, canto, voz, voces, cantante, letra
    voce, voci, parole, vozes, vocais, cantor, cantora, zang, zanger, zangeres, stem van een vrouw, głos
    głosu, głosem, wokal*, śpiew*, голос*, вокал*, пение, пения, 声, ボーカル, ヴォーカル, 歌, 歌声, 人声
    嗓音, 女声, 男声
""")
QUIET = _split("""
    the, of, in, at, on, to, for, from, by, as, is, it, its, that, this, these, those, there, here, be, are
    was, were, been, being, am, have, has, had, do, does, did, will, would, should, could, can, may, might
    must, shall, i, me, my, mine, we, us, our, you, your, he, she, they, them, their, his, her, who, which
    what, when, where, why, how, if, then, than, so that, very, really, quite, rather, pretty, too, super
    ultra, extra, much, many, bit, little, lot, of the, kind of, sort of, kinda, sorta, like, want, need
    give, make, create, generate, write, play, played, playing, plays, using, use, used, please, let, get
    got, hear, heard, listen, think, inspired, based, similar, reminiscent, sounding, sound, sounds, sounded
    feel, feels, feeling, vibe, vibes, style, styled, styles, flavour, flavored, flavor, flavoured, type
    tinged, influenced, infused, esque, ish, type beat, mood, atmosphere, tone, tones, texture, textures
    song, songs, music, musical, electronic, rhythm, rhythms, rhythmic, rhythmical, male, female, man, woman
    melodic, piece, tune for, instrumental, instrumentals, backing, backing track, background, sample
    samples, sampled, jam, intro, outro, verse, chorus, bridge, hook, drop, breakdown, build up, buildup
    theme, line, lines, band, ensemble, combo, trio, duo, group, layer, layers, layered, phrase, phrases
    figure, lick, licks, riffs, loops, grooves, tracks, patterns, breaks, stripped down, stripped, minimal
    simple, basic, nice, good, great, cool sounding, beautiful, lovely, perfect, awesome, amazing, best, new
    modern, own, short, long, slow, mid, mid tempo, midtempo, up tempo, high, low, half, double, time, times
    feel good, bpm, tempo, beats per minute, key, key of, major, minor, maj, min, sharp, flat, scale, mode
    dorian, phrygian, lydian, mixolydian, aeolian, bar, bars, measure, measures, count, meter, metre
    quarter, quarters, eighth, eighths, sixteenth, sixteenths, note, notes, second, seconds, sec, minute
    minutes, khz, hz, stereo, mono, wav, seamless, seamlessly, looping, loopable, looped, one, two, three
    four, five, six, seven, eight, sixteen, thirty two, first, last, also, again, all, every, each, other
    another, any, both, same, such, through, into, onto, off, out, up, down, under, between, behind, above
    below, around, against, while, during, about, after, before, until, always, never, ever, even, still
    now, well, maybe, perhaps, bring, driven, heavy on, led, based on, rich, full, version, remix, mix
    cover, club, dance floor, dancefloor, video, film, movie, game, project, podcast, ad, session, live
    studio, recording, recorded, arpeggiated, arpeggio, arpeggios, arpeggiator, strummed, strumming, plucked
    picked, bowed, soloing, improvised, chopped, dur, moll, takt, takte, takten, tonart, der, die, das, den
    dem, des, im, beim, zum, zur, vom, von, aus, bei, nach, für, um, über, unter, wie, als, ist, sind, sein
    sehr, ganz, ziemlich, bisschen, ich, mir, mich, mein, meine, du, dein, wir, es, auch, dann, doch, mal
    bitte, möchte, brauche, mach, spiel, gespielt, gib, musik, lied, stück, stil, art, klang, klänge
    stimmung, rhythmisch, instrumente, instrument, instruments, le, la, les, l, de, d, en mode, dans, pour
    par, au, aux, ce, cette, ces, qui, que, est, sont, je, tu, il, elle, nous, vous, mon, ma, mes, son, sa
    ses, très, tres, peu, plus, comme, style de, musique, morceau, chanson, ambiance, mesure, mesures, temps
    majeur, mineur, veux, voudrais, fais, joue, joué, tonalite, el, los, las, lo, del, al, para, por, esta
    este, estos, muy, mucho, poco, un poco de, como, estilo, música, cancion, pista, compas, compases, mayor
    menor, quiero, dame, haz, tocado, tocada, ambiente, tono, tonalidad, re, mi, fa, sol, si, sostenido
    bemol, diesis, bemolle, dièse, gli, dei, degli, delle, della, dello, nel, nella, nello, dal, dalla, di
    da, per, tra, che, è, sono, molto, come, stile, musica, brano, canzone, battute, battuta, misure
    maggiore, minore, voglio, vorrei, suonato, tonalità, os, dos, na, nos, nas, pelo, pela, é, são, muito
    pouco, à moda, quero, faz, compasso, compassos, maior, toque, trilha, het, een beetje, van, voor, op
    aan, bij, uit, naar, dit, dat, deze, ik, wil, graag, mijn, heel, erg, zeer, stijl, muziek, nummer
    liedje, maat, maten, groot, klein, w, od, po, przy, dla, jak, jest, są, bardzo, troche, muzyka, muzyki
    utwor*, stylu, styl, klimat*, takty, taktow, prosze, chce, so, something, anything, someone, stuff
    thing, things, fingerpicked, na tle, с ритмом, в, во, к, по, для, из, от, у, о, это, как, очень, немного
    хочу, мне, музык*, стил*, трек*, песн*, настроени*, темп*, тональност*, такт*, мажор*, минор*
    пожалуйста, под, звук*, dansen, faire, fait, の, を, は, が, に, で, も, な, へ, から, まで, です, ます
    する, した, して, ください, ほしい, 欲しい, 風, っぽい, 系, 曲, 音楽, 音, サウンド, テンポ, キー, 小節
    スタイル, 雰囲気, 感じ, 的, 地, 得, 了, 是, 在, 用, 一, 一个, 一段, 首, 风格, 風格, 音乐, 音樂, 曲子
    歌曲, 节奏, 速度, 小节, 大调, 小调, 调, 演奏, 请, 我, 要, 想要, 想, 很, 非常, 一点, 感觉, 氛围感, 于, 為
    为, い, た, て, み, さ, る, ん, し, 短調, 長調
""")
