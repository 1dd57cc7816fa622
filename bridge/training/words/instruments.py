"""What people call each instrument, and each family of them.

Between commas or line ends; a `*` at the end stands for any ending. Languages follow each other as
in `bridge.prompts.grammar`. Instruments that are not there are pointed at their nearest neighbour.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

INSTRUMENT_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "upright bass": """
            upright, standup bass, stand up bass, contrabass, string bass, jazz bass, walking bass
            walking bassline, walking bass line, bowed bass, kontrabass, akustikbass, contrebasse
            contrabajo, contrabbasso, contrabaixo, baixo acústico, contrabas, kontrabas*, контрабас*
            ウッドベース, コントラバス, ダブルベース, 低音提琴, 倍大提琴
        """,
        "electric bass": """
            e-bass, ebass, bassgitarre, elektrobass, guitare basse, basse électrique, bajo eléctrico
            octave bass, basso elettrico, baixo elétrico, contrabaixo elétrico, basgitaar, gitara basowa
            gitary basowej, gitarą basową, finger bass, fingerstyle bass, p-bass, jazz bass guitar
            бас-гитар*, басгитар*, エレキベース, ベースギター, エレクトリックベース, 电贝斯, 电贝司
            电低音吉他
        """,
        "picked bass": """
            pick bass, bass with a pick, plectrum bass, punk bass, rock bass, gezupfter bass, plektrumbass
            basse au médiator, bajo con púa, basso col plettro, baixo com palheta, ピックベース, 拨片贝斯
        """,
        "fretless bass": """
            fretless, bundloser bass, basse fretless, bajo sin trastes, bajo fretless, basso fretless
            baixo fretless, fretloze bas, bezprogow*, безладов*, フレットレスベース, フレットレス, 无品贝斯
        """,
        "slap bass": """
            slapped bass, slapping bass, slap, funk bass, funky bass, thumb bass, slapbass, geslappter bass
            basse slap, basse slappée, bajo slap, basso slap, slap basso, baixo slap, слэп*, слэп-бас*
            スラップベース, スラップ, チョッパーベース, 击弦贝斯, 拍击贝斯
        """,
        "piano": """
            pianos, upright piano, felt piano, concert piano, honky tonk piano, tack piano, saloon piano
            piano chords, klavier*, flügel, flügels, konzertflügel, piano à queue, piano droit, pianoforte
            pianino, piano de cola, piano de cauda, vleugel, fortepian*, pianin*, пиано, пианино, фортепиано
            фортепьяно, рояль, рояля, роялем, клавир, ピアノ, グランドピアノ, 钢琴, 鋼琴
        """,
        "electric piano": """
            rhodes, fender rhodes, rhodes mk1, suitcase rhodes, wurlitzer, wurli, e-piano, epiano
            elec piano, e piano, rhodes chords, soul keys, jazzy keys, lofi keys, tine piano, stage piano
            elektrisches klavier, elektropiano, elektrisches piano, elektrischem klavier, piano électrique
            piano eléctrico, piano elettrico, piano elétrico, elektrische piano, pianino elektryczne
            pianinem elektrycznym, электропиано, электропианино, родес*, エレピ, エレクトリックピアノ
            ローズ, ローズピアノ, ウーリッツァー, 电钢琴, 電鋼琴, 罗兹
        """,
        "fm piano": """
            dx7, dx7 piano, dx7 electric piano, fm keys, fm e-piano, fm rhodes, digital piano
            80s electric piano, 80s ballad piano, fm-klavier, digitalpiano, piano fm, piano numérique
            piano digital, piano digitale, digitale piano, pianino cyfrowe, цифровое пианино, FMピアノ
            FMエレピ, デジタルピアノ, 数码钢琴
        """,
        "clavinet": """
            clavi, clavichord, hohner clavinet, d6, wah clav, funky clav, klavinett, clavinette, clavinetto
            clavinete, clavinet funk, klawinet*, клавинет*, クラビネット, クラヴィネット, クラビ, 击弦古钢琴
            电古钢琴
        """,
        "vibraphone": """
            vibraphones, vibraharp, with vibes, on vibes, jazz vibraphone, vibrafon, vibraphon, vibrafono
            vibráfono, vibrafone, vibrafoon, wibrafon*, вибрафон*, ヴィブラフォン, ビブラフォン, 颤音琴
            電顫琴, 电颤琴
        """,
        "marimba": """
            marimbas, xylophone, xylophones, balafon, bass marimba, xylophon, xylofon, xilófono, xilofono
            xilofone, marimbaphon, marymb*, ksylofon*, gamelan, маримб*, ксилофон*, マリンバ, シロフォン
            木琴, 马林巴, 馬林巴
        """,
        "organ": """
            organs, hammond, hammond b3, b3, b3 organ, tonewheel organ, leslie organ, electric organ
            church organ, pipe organ, gospel organ, jazz organ, reggae organ, bubble organ, farfisa
            vox continental, harmonium, orgel, orgeln, hammondorgel, hammond-orgel, kirchenorgel
            elektroorgel, orgelpfeifen, orgue*, orgue hammond, orgue d'église, órgano, órganos, organo
            organi, órgão, órgãos, kerkorgel, organy, organow*, organami, орган, органа, органом
            орган хаммонд*, хаммонд*, オルガン, ハモンドオルガン, ハモンド, パイプオルガン, 风琴, 管风琴
            管風琴, 电风琴, 哈蒙德风琴
        """,
        "rock organ": """
            distorted organ, dirty organ, gritty organ, deep purple organ, overdriven hammond
            distorted hammond, rockorgel, verzerrte orgel, orgue saturé, órgano distorsionado
            organo distorto, órgão distorcido, рок-орган*, ロックオルガン, 摇滚风琴
        """,
        "accordion": """
            accordian, acordion, accordeon, squeezebox, concertina, bandoneon, musette accordion, akkordeon*
            ziehharmonika, quetschkommode, schifferklavier, handharmonika, accordéon, accordéons, acordeón
            acordeones, fisarmonica, fisarmoniche, acordeão, sanfona, gaita ponto, accordeonmuziek, trekzak
            akordeon*, аккордеон*, баян*, гармон*, гармошк*, アコーディオン, バンドネオン, 手风琴, 手風琴
        """,
        "melodica": """
            harmonica, harmonicas, mouth organ, blues harp, bluesharp, mundharmonika, harp blues, melodika
            mélodica, melódica, escaleta, armónica, armonica, armonica a bocca, armónica de boca
            gaita de boca, diamonica, mondharmonica, harmonijk*, melodyk*, губная гармошка, губной гармошк*
            мелодик*, гармоник*, ハーモニカ, ピアニカ, 鍵盤ハーモニカ, メロディカ, 口琴, 口风琴
        """,
        "nylon guitar": """
            nylon string guitar, nylon strings, nylon-string guitar, nylonguitar, flamenco guitar
            spanish guitars, bossa guitar, fingerpicked nylon guitar, ukulele, konzertgitarre
            klassische gitarre, nylongitarre, spanische gitarre, nylonsaiten*, ukelele, guitare nylon
            guitare classique, guitare espagnole, guitare flamenca, guitarra de nailon, guitarra de nylon
            guitarra clásica, guitarra española, guitarra flamenca, guitarra criolla, chitarra classica
            chitarra nylon, chitarra spagnola, violão, violões, violão de nylon, violão de náilon
            guitarra clássica, klassieke gitaar, spaanse gitaar, gitara klasyczna, gitarą klasyczną
            gitary klasycznej, классическая гитара, классической гитар*, нейлонов*, испанская гитара
            испанской гитар*, укулеле, ナイロンギター, ガットギター, クラシックギター, ウクレレ
            スパニッシュギター, 尼龙弦吉他, 尼龙吉他, 古典吉他, 西班牙吉他, 尤克里里
        """,
        "acoustic guitar": """
            acoustic guitars, acoustic gtr, steel guitar, western guitar, folk guitar, country guitar
            fingerstyle guitar, fingerpicked guitar, fingerpicking, finger picking, campfire guitar
            strumming guitar, strummed acoustic, 12 string guitar, twelve string guitar, dobro
            resonator guitar, mandolin, lute, bouzouki, akustikgitarre, akustische gitarre
            akustischer gitarre, westerngitarre, wandergitarre, mandoline, laute, guitare acoustique
            guitare sèche, guitare folk, guitarra acústica, chitarra acustica, mandolino, violão de aço
            violão folk, akoestische gitaar, westerngitaar, gitara akustyczna, gitarą akustyczną
            gitary akustycznej, акустическая гитара, акустической гитар*, акустическую гитару, мандолин*
            アコギ, アコースティックギター, フォークギター, マンドリン, 木吉他, 原声吉他, 民谣吉他, 曼陀林
        """,
        "jazz guitar": """
            archtop guitar, archtop, hollowbody guitar, semi hollow guitar, mellow guitar
            wes montgomery guitar, jazzgitarre, jazz-gitarre, guitare jazz, guitare de jazz, guitarra jazz
            guitarra de jazz, chitarra jazz, jazzgitaar, gitara jazzowa, gitarą jazzową, джазовая гитара
            джазовой гитар*, ジャズギター, フルアコ, 爵士吉他
        """,
        "clean guitar": """
            electric guitars, clean guitars, e-guitar, elec guitar, fender guitar, strat, stratocaster
            telecaster, chorus guitar, jangly guitar, reverb guitar, tremolo guitar, surf guitar
            guitar arpeggio, e-gitarre, e-gitarren, egitarre, elektrische gitarre, elektrischer gitarre
            elektrogitarre, stromgitarre, cleane gitarre, unverzerrte gitarre, guitare électrique
            guitares électriques, guitare claire, guitarra eléctrica, guitarra limpia, chitarra elettrica
            chitarra pulita, guitarra elétrica, guitarra limpa, elektrische gitaar, gitara elektryczna
            gitarą elektryczną, gitary elektrycznej, электрогитар*, электрическая гитара, чистая гитара
            エレキギター, エレキ, エレクトリックギター, クリーンギター, 电吉他, 電吉他, 清音吉他
        """,
        "muted guitar": """
            muted guitars, palm mute, palm mutes, palm muted, palm-muted guitar, chicken scratch
            scratch guitar, wah guitar, wah wah guitar, funk guitar, funky guitar, rhythm guitar
            disco guitar, afrobeat guitar, funkgitarre, abgedämpfte gitarre, gedämpfte gitarre
            rhythmusgitarre, guitare étouffée, guitare funk, guitare rythmique, guitarra funk
            guitarra apagada, guitarra rítmica, guitarra muteada, chitarra funk, chitarra ritmica
            chitarra stoppata, guitarra abafada, slaggitaar, gitara rytmiczna, tłumiona gitara, ритм-гитар*
            ミュートギター, カッティングギター, ギターカッティング, 闷音吉他, 节奏吉他
        """,
        "overdriven guitar": """
            overdrive guitar, overdriven guitars, crunch guitar, crunchy guitars, driven guitar, rock guitar
            rock guitars, blues guitar, gritty guitar, dirty guitar, guitar solo, lead guitar
            electric guitar riff, electric guitars, angezerrte gitarre, rockgitarre, leadgitarre
            crunchgitarre, guitare crunch, guitare rock, guitare électrique, solo de guitare, guitarra rock
            guitarra con overdrive, guitarra eléctrica, solo de guitarra, chitarra rock, chitarra elettrica
            chitarra solista, guitarra elétrica, e-gitarre, elektrische gitarre, elektrische gitaar
            gitara elektryczna, gitara rockowa, электрогитар*, рок-гитар*, овердрайв*, エレキギター
            ロックギター, オーバードライブギター, クランチギター, 电吉他, 電吉他, 过载吉他, 摇滚吉他
        """,
        "distorted guitar": """
            distortion guitar, distorted guitars, heavy guitars, metal guitar, metal guitars, fuzz guitar
            fuzzy guitar, fuzz, distortion, high gain guitar, power chords, power chord, shredding guitar
            shred guitar, chugging guitars, chugging guitar, chugs, wall of guitars, electric guitars
            e-gitarre, verzerrte gitarre, verzerrten gitarren, verzerrte gitarren, verzerrter gitarre
            metalgitarre, bratgitarre, guitare saturée, guitares saturées, guitare distordue
            guitare électrique, guitare métal, guitarra distorsionada, guitarras distorsionadas
            guitarra eléctrica, chitarra distorta, chitarre distorte, chitarra elettrica
            guitarra distorcida, guitarras distorcidas, guitarra elétrica, vervormde gitaar
            elektrische gitaar, przesterowana gitara, przesterowane gitary, gitara elektryczna
            электрогитар*, дисторшн*, перегруженн*, エレキギター, ディストーションギター, 歪んだギター
            ヘヴィギター, 电吉他, 電吉他, 失真吉他, 重型吉他
        """,
        "banjo": """
            banjos, bluegrass banjo, five string banjo, banjolele, banyo, banjo bluegrass, bandżo, bandzo
            банджо, バンジョー, 班卓琴, 班卓, 五弦琴, 斑鸠琴
        """,
        "harpsichord": """
            harpsichords, baroque keys, spinet, cembalo, cembali, spinett, clavecin, clavecins, clavicémbalo
            clave barroco, clavicembalo, cravo, klavecimbel, klawesyn*, клавесин*, チェンバロ
            ハープシコード, 羽管键琴, 大键琴, 拨弦古钢琴
        """,
        "harp": """
            harps, concert harp, celtic harp, harp glissando, lyre, zither, koto, guzheng, harfe, harfen
            harpe, harpes, arpa, arpas, arpe, harpa, harpas, harfa, harfy, harfą, арф*, гусли, ハープ, 竪琴
            竖琴, 豎琴, 古筝
        """,
        "violin": """
            violins, fiddle, fiddles, solo violin, viola, violas, erhu, geige, geigen, violine, violinen
            bratsche, fiedel, violon, violons, alto à cordes, violín, violines, violino, violini, violinos
            rabeca, viool, violen, skrzypc*, skrzypiec, альт, скрипк*, скрипок, скрипоч*, ヴァイオリン
            バイオリン, フィドル, ヴィオラ, 小提琴, 中提琴, 二胡
        """,
        "cello": """
            cellos, violoncello, celli, solo cello, violoncelle, violoncelles, violonchelo, chelo, chelos
            violoncelli, violoncelo, wiolonczel*, виолончел*, チェロ, 大提琴
        """,
        "pizzicato strings": """
            pizzicato, pizzicati, pizz, pizz strings, plucked strings, gezupfte streicher, zupfstreicher
            cordes pincées, cordes pizzicato, cuerdas pizzicato, cuerdas pulsadas, archi pizzicati
            cordas pizzicato, getokkelde strijkers, smyczki pizzicato, пиццикато, ピチカート, ピッツィカート
            拨奏, 弦乐拨奏, 拨弦
        """,
        "strings": """
            string, string ensemble, string orchestra, orchestral string, lush strings, violins and cellos
            bowed strings, streicher*, streichorchester, geigenteppich, cordes, section de cordes
            ensemble à cordes, cuerdas, sección de cuerdas, archi, sezione d'archi, cordas, naipe de cordas
            strijkers, strijkorkest, smyczk*, sekcja smyczkowa, струнн*, струны, ストリングス, 弦楽, 弦楽器
            弦乐, 弦樂, 弦乐组, 提琴组
        """,
        "choir": """
            choirs, choral, chorale, chorus voices, vocal choir, choir voices, gospel choir, church choir
            boys choir, mellotron choir, ahs, oohs, oohs and aahs, aahs, vocal pad, vocal pads, chor, chöre
            gospelchor, männerchor, frauenchor, chorgesang, choeur, chœur, choeurs, chorale gospel, coro
            coros, coro gospel, cori, coral, koor, koren, chór*, хор, хора, хором, хоров*, コーラス, 合唱
            クワイア, 聖歌隊, 合唱团, 合唱團, 唱诗班
        """,
        "trumpet": """
            trumpets, cornet, flugelhorn, flügelhorn, bugle, mariachi trumpet, jazz trumpet, french horn
            trompete, trompeten, kornett, waldhorn, trompette, trompettes, cornet à pistons, trompeta
            trompetas, tromba, trombe, flicorno, trompetes, trompa, trompet, trompetten, trąbk*, trabk*
            труба, трубы, трубой, трубу, трубами, валторн*, トランペット, フリューゲルホルン, ホルン, 小号
            小號, 圆号
        """,
        "muted trumpet": """
            muted trumpets, mute trumpet, harmon mute, harmon mute trumpet, trumpet with mute
            miles davis trumpet, gedämpfte trompete, gestopfte trompete, trompette bouchée
            trompette avec sourdine, trompeta con sordina, tromba con sordina, trompete com surdina
            gedempte trompet, trąbka z tłumikiem, труба с сурдиной, ミュートトランペット, 弱音小号
            加弱音器小号
        """,
        "trombone": """
            trombones, tuba, tubas, euphonium, bass trombone, sousaphone, posaune, posaunen
            trombones à coulisse, trombón, trombones de vara, tromboni, tuben, puzon*, тромбон*, туба, тубы
            トロンボーン, チューバ, 长号, 長號, 大号
        """,
        "brass": """
            horn, horns section, brass stabs, brass hits, brass band, horn stabs, horn hits, horn line
            big band horns, salsa horns, brass ensemble, blechbläser*, bläser, bläsersatz, bläsersection
            blech, cuivres, section de cuivres, fanfare, metales, sección de metales, vientos metal, vientos
            ottoni, sezione fiati, fiati, metais, naipe de metais, koperblazers, koper, blazers, sekcja dęta
            dęte blaszane, dęciaki, медные духовые, медные, духов*, брас, ブラス, ブラスセクション
            ホーンセクション, ホーン, 金管, 金管楽器, 铜管, 銅管, 铜管乐, 管乐
        """,
        "saxophone": """
            saxophones, saxes, tenor saxophone, tenor, sax solo, jazz sax, baritone sax, baritone saxophone
            bari sax, sexy sax, saxophon, saxofon, saxophons, tenorsaxophon, tenorsax, saxo, saxos
            saxophone ténor, saxofón, saxofones, saxo tenor, sassofono, sassofoni, sax tenore, saxofone
            saxofoon, saksofon*, саксофон*, сакс, サックス, サクソフォン, テナーサックス, 萨克斯, 萨克斯风
            薩克斯風, 次中音萨克斯
        """,
        "alto saxophone": """
            alto saxophones, soprano sax, soprano saxophone, altsaxophon, alt-saxophon, altsax
            sopransaxophon, saxophone alto, sax alto, saxo alto, saxofón alto, sassofono contralto
            saxofone alto, altsaxofoon, saksofon altowy, альт-саксофон*, アルトサックス, ソプラノサックス
            中音萨克斯, 高音萨克斯
        """,
        "clarinet": """
            clarinets, bass clarinet, klarinette, klarinetten, bassklarinette, clarinette, clarinettes
            clarinete, clarinetes, clarinetto, clarinetti, klarinet, klarnet*, duduk, кларнет*, クラリネット
            单簧管, 單簧管, 黑管
        """,
        "oboe": """
            oboes, english horn, cor anglais, bassoon, bassoons, oboen, englischhorn, fagott, hautbois
            basson, oboé, fagot, fagotto, oboi, hobo, obój, oboj*, гобой, гобоя, гобоем, фагот*, オーボエ
            ファゴット, 双簧管, 雙簧管, 巴松
        """,
        "flute": """
            flutes, alto flute, pan flute, panflute, pan pipes, recorder, ocarina, whistle, tin whistle
            piccolo, shakuhachi, wood flute, bamboo flute, flöte, flöten, querflöte, querflöten, blockflöte
            panflöte, pikkolo, flûte, flûtes, flûte traversière, flûte de pan, flauta, flautas
            flauta travesera, quena, flautín, flauto, flauti, flauto traverso, flauta transversal, pífano
            fluit, dwarsfluit, flet, fletu, fletem, flety, флейт*, свирел*, フルート, 尺八, 笛, リコーダー
            オカリナ, 长笛, 長笛, 竹笛, 笛子
        """,
        "steel drums": """
            steel drum, steelpan, steelpans, steel pans, steel band, caribbean drums, handpan, hang drum
            steeldrum, steeldrums, tambour d'acier, steel-drum, tambores de acero, tamburi d'acciaio
            tambores de aço, стальные барабаны, стил-драм*, スチールドラム, スティールパン, スチールパン
            钢鼓, 鋼鼓
        """,
        "kalimba": """
            kalimbas, thumb pianos, mbira, sansula, likembe, daumenklavier, sanza, piano à pouces, calimba
            piano de pulgar, piano de polegar, duimpiano, калимб*, カリンバ, 親指ピアノ, 卡林巴, 拇指琴
            拇指钢琴
        """,
        "sub bass": """
            sub, subs, subbass, sub-bass, deep bass, deep sub bass, low end, sine sub, tiefbass, subbässe
            sub basse, infrabasse, basse profonde, sub bajo, bajo profundo, subgraves, sub basso
            basso profondo, sub grave, subgrave, baixo profundo, diepe bas, subbas*, сабвуфер*, саб-бас*
            саб бас, саббас*, サブベース, サブバス, 超低音, 超低频, 低频贝斯
        """,
        "808 bass": """
            808, 808 sub, 808 sub bass, 808-bass, distorted 808, sliding 808, 808 slides, trap bass
            booming bass, 808er bass, 808er, basse 808, bajo 808, basso 808, baixo 808, 808 bas, бас 808
            808 бас, 808ベース, 808贝斯
        """,
        "synth bass": """
            synthbass, synth-bass, synthesizer bass, analogue bass, moog bass, moog, saw bassline
            electronic bass, synth bassline, juno bass, pumping bass, rolling bass, rolling bassline
            offbeat bass, off beat bass, synthiebass, analogbass, basse synthé, basse synthétiseur
            basse analogique, bajo sintetizado, bajo de sintetizador, sintebajo, basso synth
            basso sintetico, baixo sintetizado, baixo synth, synthesizerbas, bas syntezator*, бас-синт*
            синт-бас*, синтезаторный бас, シンセベース, 合成贝斯, 合成器贝斯
        """,
        "square bass": """
            square wave bass, pulse bass, hollow bass, organ bass, donk, chip bass, rechteckbass
            basse carrée, bajo cuadrado, onda cuadrada bajo, basso a onda quadra, baixo quadrado
            blokgolf bas, квадратный бас, 矩形波ベース, スクエアベース, 方波贝斯
        """,
        "acid bass": """
            303, tb-303, tb303, 303 line, 303 lines, acid lines, acid bassline, acid synth, squelchy bass
            squelchy acid, squelch, acid-bass, acid basslinie, basse acid, ligne acid, línea ácida
            bajo acid, basso acid, linea acid, baixo acid, linha ácida, acid bas, кислотный бас, эйсид-бас*
            アシッドベース, アシッド, 酸性贝斯
        """,
        "reese bass": """
            reese, neuro bass, neurofunk bass, growl bass, growling reese, detuned saw bass, dnb bass
            grollender bass, basse reese, bajo reese, basso reese, baixo reese, reese bas, рииз*, риз-бас*
            リースベース, 里斯贝斯
        """,
        "wobble bass": """
            wobble basses, wobbly bass, wobbling basses, wub, wubs, wub wub, wubwub, dubstep bass, lfo bass
            filthy bass, wobbelbass, wabernder bass, basse wobble, bajo wobble, basso wobble, baixo wobble
            wobbelbas, вобл*, воббл*, ワブルベース, ウォブルベース, 摇摆贝斯, 颤动贝斯
        """,
        "pluck synth": """
            pluck, plucks, synth pluck, plucked synth, pluck lead, plucky lead, plucky arp, arp, arps
            synth arp, synth arpeggio, arpeggiated synth, sequence, sequencer, arpeggio synth, zupfsynth
            synth-pluck, gezupfter synth, arpeggien, synthé pluck, arpège, arpèges, arpège synthé
            sinte pluck, arpegio, arpegios, arpeggi, arpeggio di synth, arpejo, arpejos, tokkelsynth
            арпеджио, арпеджиатор*, плак*, プラックシンセ, アルペジオ, シーケンス, 拨弦合成器, 琶音
        """,
        "synth stab": """
            synth stab, stab, stabs, chord stab, rave stab, rave stabs, house stab, house chords, hoover
            orchestra hit, orchestra stab, synth hits, synth brass, synthakkorde, synth-stabs, akkordstabs
            stabs de synthé, accords de synthé, acordes de sintetizador, golpes de sinte, stab di synth
            accordi di synth, acordes de synth, synthakkoorden, стэб*, аккорды синтезатора, シンセスタブ
            スタブ, シンセコード, 合成器和弦
        """,
        "dub chord": """
            dub chord, dub stab, dub stabs, dub techno chord, dub techno chords, dubby chords, echo chords
            delay chords, echoing chords, delayed chords, deep chords, basic channel chords, dub-akkorde
            dubakkorde, accords dub, acordes dub, accordi dub, dub akkoorden, даб-аккорд*, ダブコード
            回声和弦
        """,
        "supersaw": """
            super saw, super-saw, super saws, saw chords, saw stack, detuned saws, trance chords
            trance synth, jp8000, big synth chords, big synth, huge synths, supersaw-akkorde
            supersaw akkorde, accords supersaw, supersaws énormes, acordes supersaw, accordi supersaw
            суперсо, суперсоу, スーパーソー, 超级锯齿波, 锯齿波
        """,
        "house organ": """
            korg m1, m1, korg organ, organ house, organ stab, organ stabs, club organ, 90s organ
            organ bassline, synthie-orgel, synthorgel, house-orgel, orgue house, orgue synthé, órgano house
            organo house, órgão house, хаус-орган*, ハウスオルガン, 浩室风琴
        """,
        "warm pad": """
            warm pads, synth pads, soft pads, lush pad, lush pads, analogue pad, analog pads, mellow pad
            deep pad, background pad, chord pad, warme fläche, warme flächen, weiches pad, warmes pad
            nappe chaude, nappes chaudes, nappe de synthé, nappes de synthé, pad cálido
            colchón de sintetizador, pad caldo, tappeto caldo, pad quente, warme pad, ciepły pad
            ciepłe pady, теплый пэд, тёплый пэд, мягкий пэд, ウォームパッド, 温かいパッド, シンセパッド
            温暖铺底, 暖垫, 合成铺底
        """,
        "glass pad": """
            glass pads, glassy pads, airy pads, shimmer pad, shimmering pads, bright pad, crystal pad
            icy pad, heavenly pad, choir-like pad, glaspad, gläsernes pad, luftiges pad, nappe cristalline
            nappes aériennes, pad cristalino, pad aéreo, pad brillante, pad cristallino, pad arioso
            glazen pad, szklany pad, стеклянный пэд, воздушный пэд, グラスパッド, 透明なパッド, 玻璃铺底
            空灵铺底
        """,
        "dark pad": """
            dark pads, drone pad, brooding pads, ominous pad, evil pad, dystopian pad, sinister pad
            droning pads, low drone, dunkles pad, dunkle fläche, dunkle flächen, düsteres pad
            düstere flächen, nappe sombre, nappes sombres, pad oscuro, pads oscuros, pad scuro, pad cupo
            pad escuro, pad sombrio, donker pad, ciemny pad, mroczny pad, темный пэд, тёмный пэд
            мрачный пэд, ダークパッド, 暗いパッド, 暗黑铺底, 黑暗铺底
        """,
        "synth strings": """
            synth string, string synth, string synths, synthesizer strings, solina, solina strings
            string pad, string pads, disco strings, mellotron, mellotron strings, analogue strings
            synthstreicher, synth-streicher, streicherfläche, cordes synthé, cordes synthétiques
            cordes de synthé, cuerdas sintetizadas, cuerdas de sintetizador, archi sintetici, archi synth
            cordas sintetizadas, synthesizerstrijkers, smyczki syntezatorowe, синтезаторные струнные
            シンセストリングス, ストリングマシン, 合成弦乐, 合成器弦乐, メロトロン
        """,
        "saw lead": """
            sawtooth lead, saw leads, synth leads, lead synth, bright lead, trance lead, big lead
            synth solo, screaming lead, synth lead line, leadsynth, lead-synth, synthlead, sägezahn
            sägezahn-lead, lead saw, synthé lead, lead synthé, sinte solista, sinte lead
            sintetizador solista, lead sinte, synth solista, lead de sintetizador, solosynth
            соло-синтезатор, лид-синт*, лид, лида, лидом, ソーリード, シンセリード, リードシンセ, 锯齿主音
            合成主音, 主音合成器
        """,
        "square lead": """
            square wave lead, pulse lead, chip lead, 8-bit lead, 8 bit lead, 8bit lead, chiptune synth
            gameboy, game boy, nes lead, gameboy lead, rechteck-lead, lead carré, synthé carré
            lead cuadrado, lead quadro, lead a onda quadra, lead quadrado, blokgolf lead, квадратный лид
            矩形波リード, スクエアリード, ファミコン, ピコピコ, 方波主音, 芯片音色
        """,
        "soft lead": """
            soft leads, mellow leads, sine leads, smooth lead, warm lead, whistle lead, theremin
            g-funk lead, portamento lead, gentle lead, weicher lead, sanfter lead, sinus-lead, lead doux
            synthé doux, lead suave, sinte suave, lead morbido, lead dolce, zachte lead, мягкий лид
            терменвокс*, ソフトリード, テルミン, 柔和主音
        """,
        "bell": """
            bells synth, fm bells, tubular bell, tubular bells, church bell, church bells, glockenspiel
            celesta, chime, chimes, glocke, röhrenglocken, glöckchen, cloche, carillon, campana, carillón
            campanello, sino, klok, dzwon, dzwonek, колокол*, колокольчик*, челест*, ベル, 鐘, グロッケン
            グロッケンシュピール, チェレスタ, 钟, 钟琴, 钟声, 铃
        """,
        "music box": """
            musicbox, music boxes, toy piano, toy bell, toy glockenspiel, lullaby box, spieluhr, spieldose
            kinderklavier, boîte à musique, caja de música, caja musical, carillon giocattolo
            caixinha de música, caixa de música, speeldoos, muziekdoos, muziekdoosje, pozytywk*
            музыкальная шкатулка, музыкальной шкатулк*, オルゴール, トイピアノ, 八音盒, 音乐盒, 音樂盒
        """,
        "acoustic kit": """
            acoustic drum kit, acoustic drum, real drums, natural drums, live drum, live drum kit, drummer
            funk drums, rock drummer, echtes schlagzeug, akustisches schlagzeug, live-schlagzeug
            akustikschlagzeug, batterie acoustique, vraie batterie, batteur, batería acústica, batería real
            baterista, batteria acustica, batteria vera, batterista, bateria acústica, bateria de verdade
            akoestisch drumstel, akoestische drums, perkusja akustyczna, żywa perkusja, живые барабаны
            акустические барабаны, 生ドラム, アコースティックドラム, 原声鼓, 真鼓
        """,
        "room kit": """
            room drums, roomy drum kit, room mic drums, ambient drums, garage drums, raum-drums
            schlagzeug im raum, batterie de pièce, batería con sala, batteria con stanza, bateria com sala
            ルームドラム, 房间鼓, indie drums
        """,
        "power kit": """
            power drums, rock drums, metal drums, heavy drums, stadium drums, arena drums, huge drums
            loud drums, thunderous drums, pounding drums, double kick, double bass drum, blast beat
            blast beats, harte drums, rockschlagzeug, fettes schlagzeug, batterie puissante, grosse batterie
            batterie rock, batería potente, batería rock, batteria potente, batteria rock, bateria pesada
            bateria rock, zware drums, mocna perkusja, мощные барабаны, тяжелые барабаны, パワードラム
            激しいドラム, ロックドラム, 重鼓, 摇滚鼓
        """,
        "jazz kit": """
            jazz drum kit, jazz drum set, swing drums, jazz ride, ride cymbals, jazz drummer, bebop drums
            jazzschlagzeug, jazz-schlagzeug, weiches schlagzeug, batterie jazz, batterie douce, batería jazz
            batería de jazz, batteria jazz, bateria jazz, bateria de jazz, jazzdrums, perkusja jazzowa
            джазовые барабаны, ジャズドラム, 爵士鼓
        """,
        "brush kit": """
            brush, brush drums, brushed drum, brushed snare, brushed kit, drum brushes, drums with brushes
            gentle drums, jazz brushes, besen, jazzbesen, besenschlagzeug, mit besen, balais, balais jazz
            batterie aux balais, escobillas, batería con escobillas, spazzole, batteria con spazzole
            vassourinhas, escovinhas, bateria com vassourinhas, brushdrums, miotełki, szczotki perkusyjne
            щетки, щётки, щетками, щётками, ブラシ, ブラシドラム, 鼓刷, 刷鼓
        """,
        "909 kit": """
            909, tr-909, tr909, 909s, 909 drum machine, 909 beat, house drums, club drums, dance drums
            drum machines, rhythm machine, electronic kit, drumcomputer, trommelcomputer
            elektronisches schlagzeug, 909er, boîte à rythmes, boite à rythme, batterie électronique
            caja de ritmos, batería electrónica, 909 drum, drum machine 909, batteria elettronica
            bateria eletrônica, automat perkusyjny, драм-машин*, драммашин*, ドラムマシン, リズムマシン
            電子ドラム, 鼓机, 鼓機, 电子鼓, 電子鼓
        """,
        "808 kit": """
            tr-808, tr808, 808 drum, 808 beat, 808 beats, 808 hats, 808 drum machine, trap drums, trap drum
            trap hats, trap hi-hats, hi-hat rolls, hihat rolls, trap kit, drum machines, trap-drums
            drumcomputer, boîte à rythmes 808, boîte à rythmes, batterie trap, batería trap, batería 808
            caja de ritmos, batteria trap, bateria trap, bateria 808, 808ドラム, トラップドラム
            ドラムマシン, 808鼓, 鼓机, 鼓機, драм-машин*
        """,
        "linn kit": """
            linn drum, linndrum, linn drums, lm-1, gated snare, gated reverb drums, gated reverb snare
            80s drums, eighties drums, 80er drums, 80er schlagzeug, simmons drums, simmons, synthwave drums
            drumcomputer, batterie années 80, boîte à rythmes, boîte à rythmes années 80, batería ochentera
            batería de los 80, caja de ritmos, batteria anni 80, bateria anos 80, perkusja lat 80
            барабаны 80-х, リンドラム, 80年代ドラム, ゲートリバーブ, 80年代鼓, 鼓机
        """,
        "lofi kit": """
            lofi drums, lo-fi drum, lofi drum kit, dusty drum, dusty drum loop, dusty beat, dusty breaks
            vinyl drums, sp1200, sp-1200, mpc drums, mpc, boom bap drums, boom bap kit, hip hop drums
            crunchy beat, staubige drums, lofi schlagzeug, lo-fi schlagzeug, batterie lo-fi, batterie lofi
            batería lo-fi, batería lofi, batteria lo-fi, batteria lofi, bateria lo-fi, bateria lofi
            lo-fi барабаны, ローファイドラム, 低保真鼓, 复古鼓点
        """,
        "break kit": """
            breakbeat drum, break drums, chopped break, chopped drums, amen drums, amen breaks, jungle drums
            dnb drums, drum and bass drums, jungle breaks, breakbeat drum loop, fast drum
            breakbeat schlagzeug, schnelle drums, gehackte breaks, batterie breakbeat, batería breakbeat
            batería rápida, batteria breakbeat, batteria veloce, bateria breakbeat, брейкбит барабаны
            быстрые барабаны, ブレイクドラム, 碎拍鼓
        """,
        "techno kit": """
            techno kick, techno drum, techno kicks, pounding drum, pounding beat, rumble kick
            industrial drums, warehouse drums, hard kick, drum machines, techno-drums, stampfende drums
            technokick, batterie techno, kick techno, batería techno, bombo techno, batteria techno
            cassa techno, bateria techno, bumbo techno, techno bębny, техно барабаны, テクノドラム
            テクノキック, 铁克诺鼓
        """,
        "hand percussion": """
            hand drum, hand drums, shaker, shakers, conga, congas, bongo, bongos, tambourine, tambourines
            cowbell, cowbells, guiro, claves, clave, agogo, agogo bells, timbale, timbales, surdo, surdos
            cajon, djembe, djembes, darbuka, tabla, tablas, maracas, cabasa, triangle, woodblock, wood block
            udu, pandeiro, cuica, tamborim, tamborims, repinique, rainstick, taiko, frame drum
            latin percussion, african percussion, brazilian percussion, tribal percussion, tribal drums
            handtrommel, handtrommeln, rassel, rasseln, schellenkranz, kuhglocke, handpercussion
            percussions, percussions à main, tambourin, cloche à vache, congas et bongos, percusión de mano
            pandereta, cencerro, güiro, tamborines, percussioni, percussioni a mano, tamburello, campanaccio
            percussão de mão, pandeireta, chocalho, reco-reco, agogô, cuíca, handtrommels, tamboerijn
            koebel, kongi, bębenki, tamburyn, бонго, конг*, бубен, бубна, бубном, маракас*, джембе, шейкер*
            коубелл*, コンガ, ボンゴ, シェイカー, タンバリン, カウベル, カホン, ジャンベ, 康加鼓, 邦戈鼓
            手鼓, 沙锤, 铃鼓, 牛铃, 箱鼓
        """,
        "808 percussion": """
            808 cowbell, phonk cowbell, 808 claves, 808 congas, electronic percussions, synth percussion
            drum machine percussion, elektronische percussion, elektronische perkussion
            percussion électronique, percussions électroniques, percusión electrónica
            percussioni elettroniche, percussão eletrônica, elektronische percussie
            perkusjonalia elektroniczne, электронная перкуссия, 電子パーカッション, 808カウベル, 电子打击乐
        """,
    }
)

FAMILY_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "bass": """
            basses, bassline, basslines, bass line, bass lines, bass riff, low bass, bassist, bass player
            bass part, basslinie, bässe, basslauf, bassläufe, bassisten, basse, basses lignes
            ligne de basse, lignes de basse, bajo, bajos, línea de bajo, líneas de bajo, basso, bassi
            linea di basso, giro di basso, baixo, baixos, linha de baixo, bas, baslijn, baspartij, basem
            basu, linia basu, basow*, бас, баса, басом, басов*, басовая линия, ベース, ベースライン, 贝斯
            贝司, 低音, 貝斯
        """,
        "keys": """
            keyboard, keyboards, key board, keys player, tastenklänge, keyboardklänge, tasteninstrument*
            claviers, clavier, teclado, teclados, tastiere, tastiera, teclas, toetsen, toetsenist, klawisz*
            клавиш*, キーボード, 鍵盤, 键盘, 鍵盤楽器
        """,
        "guitar": """
            guitars, gtr, guitar riff, guitar riffs, guitar chords, guitarist, strummed guitars, gitarre
            gitarren, gitarrenriff, klampfe, gitarrist, guitare, guitares, guitariste, guitarra, guitarras
            guitarrista, chitarra, chitarre, chitarrista, gitaar, gitaren, gitara, gitar*, гитар*, ギター
            吉他, 六弦琴
        """,
        "organ": "",
        "brass": "",
        "strings": "",
        "woodwind": """
            woodwinds, winds, wind instruments, wind instrument, reeds, reed, woodwind section, holzbläser*
            holzblasinstrument*, instruments à vent, viento madera, vientos madera, maderas, legni
            sezione legni, madeiras, houtblazers, blaasinstrumenten, instrumenty dęte, dęte drewniane
            деревянные духовые, 木管, 木管楽器, 木管乐器, 木管乐
        """,
        "mallets": """
            mallet, mallet instrument, mallet instruments, mallet percussion, tuned percussion, schlegel
            stabspiele, malletinstrumente, claviers à percussion, lames, láminas, instrumentos de láminas
            láminas percutidas, tastiere a percussione, lâminas, teclados de percussão, melodisch slagwerk
            маллет*, マレット, 鍵盤打楽器, 音板打击乐
        """,
        "voices": """
            human voice, human voices, vocal chops, vocal chop, vocal sample, vocal samples, backing vocals
            chanting, stimmen, männerstimmen, frauenstimmen, voix humaines, choeurs de voix, voces humanas
            voci umane, vozes humanas, menselijke stemmen, głosy ludzkie, человеческие голоса, 人の声
            人声合唱
        """,
        "synth": """
            synths, synthesizer, synthesizers, synthesiser, synthesisers, analog synth, analogue synth
            modular synth, modular, synthline, synth line, synth riff, electronics, synthie, synthies
            synthi, synthé, synthés, synthétiseur, synthétiseurs, synthe, sinte, sintes, sintetizador
            sintetizadores, sintetizzatore, sintetizzatori, synths analógicos, synthesizer klänge
            syntezator*, syntetyzator*, синтезатор*, синт, синты, シンセ, シンセサイザー, 合成器, 合成音
        """,
        "pad": """
            pads, padsound, padsounds, synthpad, synthpads, atmospheric pad, atmospheric pads, fläche
            flächen, flächensound, flächensounds, klangflächen, synthfläche, synthflächen, nappe, nappes
            nappe sonore, nappes sonores, colchón, colchones, colchón sonoro, tappeto, tappeto sonoro
            tappeti, cama de sintetizador, tapijt, pady, padem, padami, подклад*, пэд, пэды, пэдом, пэдами
            пэдов, пад, пады, パッド, 铺底, 鋪底, 衬底音色, 铺垫音色
        """,
        "lead": """
            leads, lead line, lead sound, lead instrument, leadsound, lead-sound, leadstimme, solostimme
            ligne principale, voix principale, línea principal, voz principal, sinte principal
            linea principale, linha principal, leadpartij, лидирующ*, リード, 主音, 主奏
        """,
        "bells": """
            bell sounds, belltones, bell tones, glocken, glockenspiele, glockenklänge, cloches, clochettes
            carillons, campanas, campanillas, campane, campanelle, sinos, sininhos, klokken, klokjes
            belletjes, dzwony, dzwonki, dzwonk*, бубенц*, ベルの音, 鈴, 鐘の音, 铃铛, 钟铃
        """,
        "drums": """
            drum, drumming, beat, beats, drumbeat, drum beat, drum beats, drum part, drum track
            drum loop beat, schlagzeug, schlagzeuge, schlagzeugs, schlagzeuger, trommel, trommeln
            trommelbeat, rhythmus, batterie, batteries, tambour, tambours, rythme, rythmes, boîte à rythme
            batería, baterias, tambores, tambor, ritmo, ritmos, batteria, tamburi, tamburo, ritmica, bateria
            batida, batidas, drumstel, slagwerk, trommels, perkusja, perkusji, perkusją, perkusję, bębny
            bębnów, bębnami, барабан*, ударн*, бит, бита, битом, биты, ドラム, ドラムス, ビート, 太鼓, 鼓
            鼓点, 鼓點, 架子鼓, 节拍, 鼓组
        """,
        "percussion": """
            percussions, percussive, percussionist, perc, percs, perkussion, percussioninstrumente
            perkussionsinstrumente, percussionniste, percusión, percusiones, percussione, percussão
            percussões, percussie, perkusjonalia, perkusjonaliów, instrumenty perkusyjne, перкусси*
            перкуси*, パーカッション, 打楽器, 打击乐, 打擊樂, 打击乐器
        """,
    }
)
