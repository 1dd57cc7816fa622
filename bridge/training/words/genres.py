"""What people call each genre, and which of those that are composed comes nearest to others.

Between commas or line ends; a `*` at the end stands for any ending. First what a genre is called,
then its kin. A row whose genre is not composed lies idle.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

GENRE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "bossa nova": """
            bossanova, bossa-nova, samba jazz, samba-canção, ipanema, босса-нов*, боссанов*, босса, ボサノバ
            ボサノヴァ, ボッサ, 波萨诺瓦, 巴萨诺瓦, 波沙諾瓦, mpb, bolero, boléro, exotica, easy listening
            lounge jazz, brasil jazz
        """,
        "samba": """
            sambas, sambe, samba enredo, samba-enredo, escola de samba, pagode, partido alto, choro
            chorinho, batucada, batucadas, axé, carnaval, karneval, carnival, rio carnival, brazilian
            brasilianisch*, brésilien, brésilienne, brasileño, brasileña, brasileiro, brasileira, brasiliano
            brasiliana, самб*, бразильск*, サンバ, 桑巴, 森巴
        """,
        "cumbia": """
            cumbias, cumbia sonidera, cumbia villera, cumbia rebajada, digital cumbia, vallenato, chicha
            kumbia, кумби*, クンビア, 昆比亚, 坎比亚, tropical latin, tropicália, tejano, norteño
            banda sinaloense, bachata, soca, calypso, merengue, zouk, forró, baião, polka, polca
        """,
        "salsa": """
            salsas, salsa cubana, salsa romantica, salsa picante, сальс*, サルサ, 萨尔萨, 莎莎舞, latin
            latin jazz, latin music, latino, latina, lateinamerikanisch*, musique latine, música latina
            musica latina, afro-cuban, afrocuban, afrocubano, afrocubaine, afrokubanisch*, cuban, cubano
            cubana, kubanisch*, cubaine, montuno, son montuno, guaguanco, guaracha, timba, rumba, rhumba
            mambo, cha cha, cha cha cha, chachacha, charanga, boogaloo, латин*, ラテン, 拉丁
        """,
        "reggaeton": """
            regueton, reguetón, raggaeton, reggaetón, reggeaton, latin trap, latin urban pop, neoperreo
            moombahton, реггетон*, レゲトン, 雷鬼顿, 雷击顿, dancehall, dance hall, ragga, raggamuffin
            baile funk, funk carioca, favela funk, kizomba, dembow beat, reggaeton beat, ダンスホール
            дэнсхолл*
        """,
        "afrobeat": """
            afro beat, afro-beat, afrobeats, afro, afropop, afro-pop, afro fusion, afrofunk, highlife
            high life, juju music, nigerian, fela kuti style, ethio jazz, ethio-jazz, african, afrikanisch*
            africain, africaine, africano, africana, afrikaans ritme, afrykansk*, афробит*, африканск*
            アフロビート, アフリカン, 非洲, 非洲节拍, アフロ, soukous, mbalax
        """,
        "reggae": """
            reggea, raggae, regae, roots, one drop, lovers rock, rocksteady, rock steady, ska, skank
            rastafari, jamaican, jamaikanisch*, jamaïcain, jamaïcaine, jamaicano, jamaicana, giamaicano
            регги, рэгги, регей, ска, ямайск*, レゲエ, スカ, 雷鬼, 雷盖, 斯卡
        """,
        "dub": """
            dubs, dub music, steppers, dub steppers, king tubby style, digidub, digital dub, dub version
            дабовый*, даб, ダブ, 回响雷鬼, dub-reggae, ambient dub, trip dub, musique dub, dub musik
        """,
        "jazz swing": """
            swing, jazzy, jazzig*, jazz music, jazz club, gypsy jazz, jazz manouche, manouche, bop, be-bop
            hard bop, hardbop, post bop, cool jazz, modal jazz, free jazz, vocal jazz, lounge jazz trio
            jazz trio, jazz quartet, jazz combo, jazz waltz, jazz ballad, soul jazz, nu jazz, big band
            bigband, dixieland, ragtime, charleston swing, new orleans jazz, electro swing, jazzmusik
            jazz-musik, jazzu, jazzowy, jazzow*, jazzistic*, jazzístico, dżez*, джаз*, свинг*, бибоп*
            ジャズ, ジャジー, スウィング, スイング, ビバップ, 爵士, 爵士乐, 摇摆乐, 摇摆爵士, 比波普
        """,
        "funk": """
            funk music, p-funk, p funk, funkadelic, james brown style, jazz funk, jazz-funk, acid jazz
            fusion, jazz fusion, jazz rock, jazzrock, blaxploitation, big beat, rare groove, funkmusik
            funkowy, фанк*, ファンク, ファンキー, 放克, 疯克
        """,
        "soul": """
            neo-soul, neosoul, rnb, r'n'b, r n b, rhythm and blues, contemporary r&b, motown, northern soul
            southern soul, philly soul, quiet storm, new jack swing, slow jam, smooth jazz, doo wop, doo-wop
            trap soul, soulmusik, soul musik, musique soul, соул*, ритм-энд-блюз, ソウル, ネオソウル
            アールアンドビー, 灵魂乐, 灵魂, 节奏布鲁斯, 新灵魂乐
        """,
        "disco": """
            nu-disco, nudisco, italo disco, italo, disco house, disco music, discofox, disco polo, studio 54
            eurodisco, boogie, city pop, citypop, hustle, diskomusik, disko, discomusik, диско, ディスコ
            シティポップ, シティ・ポップ, 迪斯科, 迪士高, 城市流行
        """,
        "rock": """
            rock music, rock and roll, rock n roll, rock'n'roll, rockabilly, alternative rock, alternative
            alt rock, alt-rock, soft rock, prog rock, progressive rock, psychedelic rock, psych rock
            stoner rock, surf rock, surf, southern rock, stadium rock, arena rock, glam rock, blues rock
            folk rock, pop rock, punk, punk rock, pop punk, hardcore punk, grunge, britrock, rockig*
            rockmusik, rockero, rockowy, rockow*, rockeiro, musique rock, рок, рока, роке, рок-музык*
            рок-н-ролл*, панк*, гранж*, ロック, ロックンロール, パンク, グランジ, 摇滚, 摇滚乐, 朋克, 搖滾
        """,
        "indie": """
            indie-rock, indie-pop, indierock, indiepop, indie music, jangle pop, dreampop, bedroom pop
            post-punk, post punk, post-rock, post rock, math rock, emo, slowcore, noise pop, britpop
            brit pop, c86, shoegazing, college rock, indie band, инди, инди-рок*, дрим-поп*, шугейз*
            постпанк*, インディー, インディーロック, シューゲイザー, ドリームポップ, ポストロック, 独立摇滚
            独立音乐, 梦幻流行, 后摇, 盯鞋
        """,
        "metal": """
            heavy-metal, thrash, death metal, black metal, doom metal, doom, power metal, nu metal, nu-metal
            djent, speed metal, sludge, metal music, hardcore, deathcore, grindcore, progressive metal
            metalmusik, métal, metalowy, metalow*, métal lourd, metaleiro, metalero, хеви-метал*
            хэви-метал*, металл*, метал, メタル, ヘヴィメタル, ヘビーメタル, メタルコア, スラッシュ, 金属
            重金属, 金属乐, 重金屬
        """,
        "classical": """
            chamber music, chamber, orchestral, orchestra, symphonic, symphony, sonata, concerto, quartet
            quintet, opera, romantic era, minuet, menuett, menuet, fugue, fuga, viennese waltz
            wiener walzer, neo-classical, modern classical, contemporary classical, film score, filmscore
            soundtrack, klassik, klassisch*, klassische musik, kammermusik, orchester, orchestral*
            sinfonisch*, neoklassik, classique, musique classique, musique de chambre, orchestre, clásica
            clásico, música clásica, orquesta, orquestal, classica, classico, musica classica, clássica
            clássico, música clássica, orquestra, klassiek, klassieke muziek, klasyczn*, orkiestr*
            классическ*, классик*, камерн*, оркестр*, барокко, quatuor à cordes, streichquartett
            cuarteto de cuerda, quartetto d'archi, クラシック, クラシック音楽, 室内楽, オーケストラ
            バロック, 古典, 古典音乐, 古典音樂, 管弦乐, 交响乐, 室内乐, 巴洛克
        """,
        "folk": """
            folky, folk-pop, folktronica, folk song, neofolk, freak folk, campfire song, campfire
            singer songwriter, singer-songwriter, acoustic, acoustic music, unplugged, acoustic pop, celtic
            irish folk, irish, scottish, keltisch*, celtique, celta, celtico, klezmer, musette, bal musette
            waltz, walzer, valse, vals, valzer, wals, flamenco, tango, fado, shanty, sea shanty, jig, reel
            medieval, mittelalter, roots americana, volksmusik, volkslied, liedermacher, akustisch*
            musique folk, folklorique, folclore, folklore, folclor, folclórica, cantautor*, música folk
            folkmuziek, volksmuziek, folkow*, ludow*, akustyczn*, фолк*, народн*, акустическ*, フォーク
            民謡, アコースティック, 民谣, 民間, 民歌, 原声, ワルツ, 华尔兹
        """,
        "country": """
            country music, country rock, alt-country, alt country, outlaw country, western, western swing
            honky-tonk, honkytonk, hillbilly, hoedown, cowboy, nashville, texas country, blue grass
            countrymusik, cowboymusik, musique country, música country, кантри, ковбойск*, блюграсс*
            カントリー, ブルーグラス, カウボーイ, 乡村, 乡村音乐, 鄉村, 蓝草
        """,
        "blues": """
            bluesy, bluesig*, 12 bar blues, twelve bar blues, 12-bar blues, electric blues, texas blues
            swamp blues, boogie woogie, boogie-woogie, shuffle blues, jump blues, blues jam, juke joint
            bluesmusik, bluesowy, bluesow*, bluesero, blues lent, блюз*, ブルース, ブギウギ, 蓝调, 布鲁斯
            藍調
        """,
        "gospel": """
            gospels, gospel music, gospel choir music, worship, worship music, praise, praise and worship
            church, spiritual, spirituals, negro spiritual, christian, hymn, ccm, gospelmusik, kirchenmusik
            musique gospel, música gospel, louvor, lofprijzing, госпел*, церковн*, ゴスペル, 讃美歌, 福音
            福音音乐, 教堂
        """,
        "house": """
            acid house, piano house, french house, filter house, funky house, vocal house, latin house
            afro house, tropical house, progressive house, future house, electro house, bass house
            garage house, gospel house, big room, big room house, jackin house, ghetto house, disco house
            edm, dance, dance music, dance pop, electronic dance music, electronic music, electronica
            eurodance, club, club music, clubmusik, tanzmusik, housemusik, house musik, elektronische musik
            musique house, musique électronique, música house, música electrónica, música eletrônica
            musica house, musica elettronica, housemuziek, muzyka house, хаус*, электронная музыка, ハウス
            ハウスミュージック, ダンスミュージック, 浩室, 电子舞曲, 浩室音乐, 電音, 舞曲
        """,
        "deep house": """
            deephouse, deep-house, deep tech, deep tech house, organic house, melodic house, lofi house
            lo-fi house, jazzy house, jazz house, ambient house, amapiano, balearic, nu lounge, lounge
            chillout lounge, ibiza chill, дип-хаус*, дип хаус*, ディープハウス, アマピアノ, 深浩室, 深度浩室
        """,
        "techno": """
            tekno, detroit, dub techno, acid techno, hard techno, industrial techno, melodic techno
            ambient techno, deep techno, raw techno, peak time techno, schranz, gabber, gabba
            hardcore techno, hardstyle, hard dance, acid, ebm, electro, rave, idm, braindance, glitch
            glitch techno, electronic body music, technomusik, musique techno, música techno, musica techno
            technomuziek, техно, электро, рейв*, テクノ, ミニマルテクノ, デトロイトテクノ, レイヴ, 铁克诺
            科技舞曲, 工业techno, 泰克诺
        """,
        "trance": """
            psytrance, psy-trance, psy trance, psy, goa, goa trance, goatrance, vocal trance
            progressive trance, tech trance, hard trance, dream trance, eurotrance, happy hardcore
            trance music, trancemusik, musique trance, música trance, транс, транса, псай-транс*, псайтранс*
            гоа, トランス, サイケデリックトランス, ゴアトランス, 迷幻舞曲, 出神, 迷幻电子, 出神音乐
        """,
        "drum and bass": """
            drum & bass, drum'n'bass, drum 'n' bass, drumnbass, drum n' bass, d'n'b, d&b, dn'b, drumandbass
            liquid, liquid dnb, liquid funk, neurofunk, neuro, techstep, jump up, rollers, drumstep
            drumfunk, atmospheric drum and bass, intelligent dnb, intelligent drum and bass
            drum and bass beat, драм-н-бэйс*, драм-н-бейс*, драм-энд-бейс, драмнбэйс*, драм и бас, днб
            ドラムンベース, ドラム&ベース, ドラムアンドベース, 鼓打贝斯, 鼓与贝斯, 鼓和贝斯
        """,
        "dubstep": """
            dub step, dub-step, riddim, bass music, uk bass, post dubstep, future garage, tearout, wobble
            filthstep, melodic dubstep, dubstepowy, дабстеп*, ダブステップ, 回响贝斯, grime, грайм*
            グライム
        """,
        "synthwave": """
            synth wave, synth-wave, retro wave, retro-wave, vaporwave, vapor wave, darksynth, dark synth
            dreamwave, chillwave, chill wave, cyberpunk, miami vice, 80s synth, eighties synth, retro synth
            italo synth, blade runner style, synthwave der 80er, синтвейв*, ретровейв*, вейпорвейв*
            киберпанк*, シンセウェイヴ, シンセウェーブ, レトロウェーブ, ヴェイパーウェイヴ, サイバーパンク
            合成器浪潮, 复古浪潮, 蒸汽波, 赛博朋克
        """,
        "ambient": """
            ambience, ambiental, drone, drones, dark ambient, space ambient, space music, soundscape
            soundscapes, atmospheric music, new age, newage, meditation, meditation sounds, sleep music
            spa music, spa, yoga, relaxation music, healing music, chillout, chill out, chill-out, ambiant
            ambiante, ambientale, klanglandschaft, klangteppich, klangfläche, meditationsmusik
            entspannungsmusik, schlafmusik, paysage sonore, musique d'ambiance, paisaje sonoro
            paesaggio sonoro, paisagem sonora, klanklandschap, эмбиент*, амбиент*, медитаци*, アンビエント
            環境音楽, ヒーリング, 瞑想, 氛围, 氛围音乐, 环境音乐, 環境音樂, 冥想, 治愈
        """,
        "jungle": """
            old school jungle, oldskool jungle, jungle music, breakbeat, break beat, breaks, breakbeats
            breakcore, drill and bass, amen break, amen, darkside hardcore, hardcore breaks, rave breaks
            jungle beat, джангл*, брейкбит*, ジャングル, ブレイクビーツ, ブレイクコア, 丛林, 碎拍, 叢林
            丛林舞曲
        """,
        "uk garage": """
            garage, 2 step, 2-step, 2step, two-step, uk-garage, uk funky, bassline house, speedgarage
            4x4 garage, future 2 step, ukgarage, garage beat, garage music, гэридж*, юк-гэридж*, ту-степ*
            ガラージ, ガラージュ, UKガラージ, 2ステップ, 英国车库, 车库舞曲, 英式车库
        """,
        "synth-pop": """
            synth pop, electro-pop, electro pop, electronic pop, elektropop, new romantic, darkwave
            dark wave, coldwave, cold wave, minimal wave, pop, pop music, dance-pop, hyperpop, kpop, k-pop
            jpop, j-pop, idol pop, eighties pop, 80er pop, chiptune, chip tune, 8-bit, 8 bit, 8bit
            video game music, schlager, eurovision, neue deutsche welle, ndw, popmusik, musique pop
            música pop, musica pop, popmuziek, muzyka pop, techno pop, technopop, синти-поп*, синтипоп*
            электропоп*, поп, поп-музык*, новая волна, シンセポップ, テクノポップ, エレクトロポップ, ポップ
            ポップス, チップチューン, ニューウェーブ, 合成器流行, 电子流行, 流行, 流行音乐, 新浪潮
        """,
        "minimal house": """
            minimal tech, micro house, micro-house, minimal deep, minimal deep house, tech-house, techhouse
            rominimal, romanian minimal, minimal musik, minimal electronic, clicks and cuts, minimale
            минимал*, микрохаус*, тек-хаус*, тех-хаус*, ミニマル, ミニマルハウス, テックハウス, 极简
            极简浩室, 科技浩室, 微浩室
        """,
        "boom bap": """
            boombap, boom-bap, hiphop, hip-hop, rap, rap beat, rap music, hip hop beat, hip-hop beats
            hiphop beats, old school rap, oldschool hip hop, old skool hip hop, east coast, east coast rap
            west coast, g-funk, g funk, gfunk, gangsta rap, gangster rap, conscious rap, jazz rap
            jazzy hip hop, jazz hip hop, underground hip hop, 90er hip hop, backpack rap, trip hop, trip-hop
            triphop, downtempo, turntablism, boom bap beat, boom bap beats, j dilla, dilla beat, deutschrap
            hip hop musik, hip hop français, rap français, хип-хоп*, хипхоп*, бум-бэп*, бум-бап*, рэп*
            трип-хоп*, ヒップホップ, ブーンバップ, ラップ, トリップホップ, ブームバップ, 嘻哈, 说唱
            嘻哈音乐, 饶舌, 神游舞曲
        """,
        "lo-fi hip hop": """
            lo fi, lo-fi, low fi, lo fi hip hop, lofi hiphop, lo-fi hiphop, lofi beat, lofi beats
            lo-fi beat, lofi jazz, jazz lofi, jazzhop, jazz hop, chill hop, chill-hop, lofi girl, study beat
            study music, beats to relax to, beats to study to, chill beats, chill beat, jazzy beats
            bedroom beats, tape beats, lofi musik, lernmusik, musique lofi, musique pour étudier
            música para estudiar, música para estudar, лоу-фай*, лоуфай*, лофай*, лоу фай*, чиллхоп*
            ローファイ, ローファイヒップホップ, チルホップ, チルビート, 低保真, 低保真嘻哈, 学习音乐
        """,
        "trap": """
            trap music, trap beats, trap type beat, drill, uk drill, ny drill, chicago drill, drill beat
            phonk, drift phonk, memphis rap, crunk, dirty south, mumble rap, cloud rap, emo rap, rage beat
            hybrid trap, future bass, trap metal, plugg, dark trap beat, trapmusik, trap musik, musique trap
            música trap, трэп*, трап, дрилл*, фонк*, トラップ, ドリル, フォンク, 陷阱, 陷阱音乐, 钻头音乐
            说唱陷阱
        """,
    }
)
