"""What people write for each mood, and moods that are near enough to it.

Between commas or line ends; a `*` at the end stands for any ending. A mood that two rows claim goes
to the one that comes first in the alphabet; a row whose mood no genre has lies idle.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

MOOD_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "aggressive": """
            aggressiv*, angry, violent, vicious, savage, agressi*, agresiv*, agresyw*, wütend*, агрессивн*
            アグレッシブ, 攻撃的, 激进, 愤怒
        """,
        "anthemic": """
            anthem, stadium, hymnisch*, hymnique, himno, inno, hino, гимн*, アンセム, 圣歌般
        """,
        "bittersweet": """
            bitter sweet, bittersüss*, doux-amer, agridulce*, agrodolce, agridoce, bitterzoet, ほろ苦い
            苦乐参半
        """,
        "bouncy": """
            bouncing, springy, hüpfend*, sautillant*, saltarin*, rimbalzante, saltitante, springerig
            прыгуч*, 弾む, 弹跳
        """,
        "breezy": """
            airy, light, luftig*, leicht*, léger*, leger, légère, ligero, ligera, leggero, leggera, leve
            luchtig, легк*, 軽やか, 爽やか, 轻快, 轻松愉快
        """,
        "bright": """
            brilliant, hell, helle, heller, hellen, strahlend*, brillant*, brillante, luminos*, luminoso
            lumineu*, brilhante, helder, jasn*, ярк*, светл*, 明るい, 明亮
        """,
        "brutal": """
            brutal*, merciless, savage metal, brutalis*, жесток*, ブルータル, 残暴, 残酷
        """,
        "calm": """
            calm*, quiet, tranquil*, placid, still, soothing, ruhig*, leise*, entspannend*, apais*
            tranquilo, tranquila, sereno calmo, rustig*, kalm*, spokojn*, спокойн*, тих*, 穏やか, 静か
            落ち着いた, 平静, 安静, 宁静
        """,
        "catchy": """
            hooky, earworm, eingängig*, accrocheu*, pegadizo, pegadiza, pegadizo*, orecchiabile, cativante
            pakkend, chwytliw*, запоминающ*, キャッチー, 朗朗上口, 抓耳
        """,
        "celebratory": """
            celebration, jubilant, feierlich*, célébration, celebra*, праздничн*, お祝い, 庆祝
        """,
        "cheerful": """
            cheery, merry, jolly, fröhlich*, heiter*, munter*, gai, gaie, joyeux luron, alegre*, allegro
            allegra, allegr*, vrolijk*, wesoł*, wesol*, весел*, весёл*, 陽気, 楽しい, 欢快, 快活
        """,
        "chill": """
            chilled, chilling, chilly vibes, chillig*, gechillt*, lazy, unhurried, cool down, faul, faule
            träge, détente, чил*, ленив*, чилл*, チル, チルな, 慵懒, 悠闲
        """,
        "cinematic": """
            filmic, movie like, soundtrack like, scoring, filmisch*, cinémat*, cinematic*, cinematográfic*
            cinematografic*, filmow*, кинематограф*, シネマティック, 映画的, 电影感, 电影般
        """,
        "clicky": """
            clicks, glitchy, klickend*, klickig*, cliquet*, clic, clics, clicchettante, щелка*, クリック
            点击感
        """,
        "colourful": """
            colorful, vivid, vibrant, bunt, bunte, bunter, farbenfroh*, coloré*, colorido, colorida
            colorato, colorata, kleurrijk*, kolorow*, красочн*, カラフル, 色彩丰富, 多彩
        """,
        "cool": """
            hip, suave, cooler, coole, cooles, lässig*, стильн*, крут*, クール, かっこいい, 酷
        """,
        "cozy": """
            cosy, snug, comfy, comfortable, gemütlich*, kuschelig*, douillet*, acogedor*, accoglient*
            aconchegant*, gezellig*, przytuln*, уютн*, 居心地の良い, 心地よい, 温馨, 舒适
        """,
        "crushing": """
            pummeling, bone crushing, zermalmend*, écrasant*, aplastant*, schiacciante, esmagador*, сокруш*
            圧倒的, 碾压
        """,
        "dancing": """
            danceable, dancy, dancey, tanzbar*, tänzerisch*, tanzend*, dansant*, bailable, bailables
            ballabile, dançante, dansbaar, taneczn*, танцевальн*, 踊れる, ダンサブル, 可跳舞, 舞动
        """,
        "dark": """
            darker, darkness, sombre, somber, gloomy, bleak, ominous, shadowy, gothic, goth, noir, black
            eerie, spooky, creepy, scary, haunting, horror, dunkel*, dunkl*, düster*, finster*, sombres
            obscur*, ténébreu*, oscur*, tenebros*, cupo, cupa, scuro, scura, escuro, escura, sombri*
            donker*, duister*, ciemn*, mroczn*, темн*, тёмн*, мрачн*, 暗い, ダーク, 暗黒, 黑暗, 暗黑, 阴暗
            阴沉
        """,
        "deep": """
            profound, tief, tiefe, tiefer, tiefes, tiefen, profond*, profund*, diep, diepe, głębok*, глубок*
            ディープ, 深い, 深沉, 深邃
        """,
        "delicate": """
            fragile, subtle, fine, zart, zarte, zarter, zartes, filigran*, délicat*, delicad*, delicat*
            teder*, delikatn*, хрупк*, деликатн*, 繊細, 细腻, 精致
        """,
        "dramatic": """
            drama, theatrical, intense, dramatisch*, dramati*, dramátic*, intensi*, драматич*, ドラマチック
            劇的, 戏剧性, 戏剧
        """,
        "dreamy": """
            dream, dreamlike, dreaming, surreal, trippy, psychedelic, verträumt*, träumerisch*, traumhaft*
            traum, psychedelisch*, rêveu*, onirique, psychédélique, soñador*, de ensueño, onírico
            psicodélic*, sognante*, onirico, psichedelic*, sonhador*, onírica, psicodelic*, dromerig*
            psychedelische, marzycielsk*, psychodelicz*, мечтательн*, психодел*, 夢のような, 夢幻
            ドリーミー, 夢見, サイケデリック, 梦幻, 迷幻
        """,
        "driving": """
            propulsive, pumping, pulsing, pulsating, motoric, motorik, motorik beat, treibend*, antreibend*
            vorantreibend*, entraînant*, impulsivo, impulsad*, trascinante*, propulsiv*, stuwend*, pędząc*
            драйв*, 疾走感, ドライビング, 推进, 驱动感
        """,
        "dry": """
            dead, tight dry, unprocessed, trocken*, sec, sèche, seco, seca, secco, secca, droge, droog
            such*, сух*, ドライ, 干涩, 干燥
        """,
        "dusty": """
            vinyl, crackle, crackling, crackly, tape, tape hiss, old record, vintage vinyl, staubig*
            poussiéreu*, polvorient*, polveros*, empoeirad*, stoffig*, zakurzon*, пыльн*, винил*
            ほこりっぽい, レコード, 黑胶, 尘土
        """,
        "earthy": """
            organic, natural, wooden, rootsy, tribal, erdig*, terreu*, organique, terros*, orgánic*
            organic*, aards*, ziemist*, землист*, オーガニック, 土臭い, 自然, 质朴
        """,
        "easygoing": """
            easy going, easy, carefree, casual, unbeschwert*, insouciant*, despreocupad*, spensierat*
            despreocupada, zorgeloos, beztrosk*, беззаботн*, 気楽, 无忧无虑, 随和
        """,
        "elegant": """
            classy, sophisticated, refined, elegant*, élégant*, elegante*, raffiniert*, stijlvol, эллегант*
            элегантн*, изыскан*, エレガント, 優雅, 优雅, 典雅
        """,
        "energetic": """
            energy, high energy, powerful, power, dynamic, upbeat, up beat, punchy, exciting, explosive
            energiegeladen*, energisch*, energetisch*, kraftvoll*, schwungvoll*, énergique*, énergie
            puissant*, enérgic*, energic*, energet*, potente, krachtig*, энергичн*, мощн*, エネルギッシュ
            元気, パワフル, 充满活力, 有力, 动感, 激昂
        """,
        "epic": """
            heroic, majestic, grand epic, monumental, triumphant, victorious, cinematic epic, episch*
            heroisch*, majestätisch*, épique*, héroïque, majestueu*, épic*, heroic*, epico, epica, maestos*
            eroico, heroisch, epick*, эпич*, героич*, 壮大, エピック, 史诗, 史诗般, 宏大, 英雄
        """,
        "ethereal": """
            heavenly, celestial, otherworldly, angelic, weightless, mystical, mystic, mysterious, magical
            ätherisch*, himmlisch*, mystisch*, geheimnisvoll*, éthéré*, mystérieu*, mystique, etére*
            misterios*, místico, etere*, mistico, etéreo, mysterieu*, eteryczn*, tajemnic*, эфирн*
            таинствен*, мистич*, 幻想的, 神秘的, 天上, 空灵, 缥缈, 神秘
        """,
        "euphoric": """
            euphoria, ecstatic, blissful, bliss, hands in the air, euphorisch*, ekstatisch*, euphorique
            eufóric*, euforic*, euforisch*, euforyczn*, эйфор*, 多幸感, ユーフォリック, 狂喜, 欣快, 亢奋
        """,
        "fast": """
            quick, rapid, speedy, uptempo, up-tempo, brisk, schnell*, rasant*, rapide*, rápido, rápida
            veloce*, veloc*, snel, snelle, szybk*, быстр*, 速い, 高速, アップテンポ, 快速, 快节奏
        """,
        "festive": """
            fiesta, party, festival, partying, festlich*, feier, feiern, fête, festif, festive*, festiv*
            fiestero, festos*, festa, festoso, feestelijk*, feest, imprezow*, праздн*, вечеринк*, お祭り
            パーティー, 节日, 派对, 喜庆
        """,
        "fiery": """
            fire, blazing, burning, spicy, feurig*, fougueu*, fogos*, fuego, ardiente*, focos*, infuocat*
            ardente*, vurig*, ognist*, огнен*, пламенн*, 情熱の炎, 燃える, 火热, 热烈
        """,
        "floating": """
            floaty, drifting, hovering, weightlessly, schwebend*, treibende wolken, flottant*, planant*
            flotante*, fluttuante*, flutuante*, zwevend*, unosząc*, парящ*, 浮遊, 浮遊感, 漂浮, 飘浮
        """,
        "frantic": """
            frenetic, manic, hectic, chaotic, crazy, nervous, hektisch*, chaotisch*, verrückt*, frénétique*
            chaotique, frenétic*, caótic*, frenetic*, caotic*, hectisch*, szalon*, неистов*, хаотич*
            безумн*, 狂乱, カオス, 疯狂, 狂乱的, 混乱
        """,
        "funky": """
            funkier, funkig*, funky*, фанков*, ファンキーな, 放克味
        """,
        "furious": """
            fury, rage, raging, rasend*, zornig*, furieu*, furios*, rabbios*, woedend*, wściekł*, яростн*
            激怒, 怒り, 暴怒, 狂怒
        """,
        "gentle": """
            soft, softly, mild, light touch, sanft*, weich*, zarter klang, doux, douce, suave*, suav*
            gentil*, dolce, morbid*, zacht*, łagodn*, нежн*, мягк*, 優しい, 柔らかい, やさしい, 柔和, 温柔
            轻柔
        """,
        "glamorous": """
            glam, glamour, luxurious, posh, glamourös*, glamoureu*, glamoros*, luksusow*, lujos*, lussuos*
            гламурн*, 華やか, ゴージャス, 华丽, 魅惑
        """,
        "glittering": """
            glitter, sparkling, sparkly, twinkling, glitzy, glitzernd*, funkelnd*, glänzend*, scintillant*
            étincelant*, resplandeciente, brillantina, scintillante*, cintilante*, glinsterend*, błyszcz*
            сверка*, блест*, きらきら, キラキラ, 闪耀, 闪烁
        """,
        "glorious": """
            glory, glorreich*, herrlich*, glorieu*, glorios*, chwalebn*, славн*, великолепн*, 栄光, 辉煌
            荣耀
        """,
        "graceful": """
            grace, anmutig*, grazil*, gracieu*, grácil, elegantemente, aggraziat*, gracios*, sierlijk*
            grazios*, грациозн*, 優美, 优美
        """,
        "gritty": """
            grimy, dirty, filthy, grungy, rough, rugged, grit, dreckig*, schmutzig*, rau, raue, rauh, rauer
            sale, crasseu*, rugueu*, sucio, sucia, áspero, sporco, sporca, sujo, suja, ruig, vuil, brudn*
            грязн*, шершав*, 泥臭い, 汚い, 粗粝, 肮脏
        """,
        "groovy": """
            grooving, groovig*, groovend*, groovy*, in the pocket, pocket, грув*, グルーヴィー, ノリのいい
            律动, 有律动
        """,
        "happy": """
            feelgood, feel-good, positive, optimistic, glücklich*, gute laune, positiv*, heureu*, joyeux
            positif, feliz, felices, felice*, contento, positivo, blij, blije, gelukkig*, szczęśliw*
            radosn*, счастлив*, позитивн*, 幸せ, ハッピー, 嬉しい, 快乐, 开心, 幸福
        """,
        "hard": """
            harder, tough, hard hitting, harte, harter, hartes, hart, dur et fort, duro, dura, keihard*
            tward*, жестк*, жёстк*, ハード, 硬い, 强硬, 硬核
        """,
        "hazy": """
            foggy, misty, blurry, woozy, smoggy, dizzy, neblig*, diesig*, verwaschen*, brumeu*, vaporeu*
            brumos*, neblinos*, nebbios*, offuscat*, enevoad*, nevoent*, wazig*, mglist*, туманн*, дымчат*
            霞んだ, もやもや, 朦胧, 雾蒙蒙
        """,
        "head nodding": """
            head-nodding, headnodding, head bobbing, head nod, head nodder, nodding, kopfnickend*
            kopfnicker, hoche-tête, cabeceo, кивающ*, качающ*, 首を振る, 点头
        """,
        "heartfelt": """
            emotional, sincere, moving, touching, expressive, emotive, emotion, feelings, gefühlvoll*
            herzlich*, emotional*, bewegend*, émouvant*, émotionnel*, émotif, emotiv*, emocional*, emotivo
            sentid*, emozionante*, emotionel*, emocjonaln*, эмоционал*, душевн*, трогательн*, 感動的, エモい
            エモーショナル, 感人, 情感, 真挚
        """,
        "heavy": """
            heavier, weighty, thick, fat, phat, massive bass, schwer, schwere, schwerer, schweres, fett
            fette, fetter, fettes, lourd*, pesado, pesada, pesante*, pesanti, zwaar, zware, ciężk*, тяжел*
            тяжёл*, 重い, ヘビー, 重厚, 沉重, 厚重
        """,
        "homely": """
            home, homey, heimelig*, chaleureux foyer, hogareñ*, casaling*, caseir*, huiselijk*, домашн*
            家庭的, 家常
        """,
        "hopeful": """
            hope, inspiring, inspirational, encouraging, hoffnungsvoll*, inspirierend*, espoir
            plein d'espoir, inspirant*, esperanzador*, inspirador*, speranzos*, esperançoso, hoopvol*
            pełen nadziei, надежд*, вдохновл*, 希望, 希望に満ちた, 充满希望, 励志
        """,
        "hot": """
            heiss, heisse, heisser, heisses, chaud brûlant, caliente*, bollente*, quente pra dançar, heet
            hete, gorąc*, горяч*, ホット, 熱い, 火辣
        """,
        "huge": """
            massive, enormous, giant, gigantic, big, colossal, wall of sound, riesig*, gewaltig*, gross
            grosse, grosser, énorme*, immense, enorme*, gigantesc*, gigante*, enorm*, reusachtig*, ogromn*
            огромн*, гигантск*, 巨大, ビッグ, 庞大
        """,
        "hypnotic": """
            hypnotising, hypnotizing, mesmerising, mesmerizing, trancey, trance-like, repetitive
            spellbinding, hypnotisch*, hypnotis*, hypnotique*, hipnótic*, ipnotic*, hipnotyzuj*, hipnotyczn*
            гипнот*, 催眠的, ヒプノティック, ミニマルな反復, 催眠, 迷离
        """,
        "icy": """
            cold, frozen, frosty, chilly, winter, wintry, kalt, kalte, kalter, eisig*, frostig*, winterlich*
            froid*, glacial*, glacé*, frío, fría, helad*, freddo, fredda, gelido, gélid*, frio, fria, koud
            koude, ijzig*, zimn*, lodowat*, холодн*, ледян*, зимн*, 冷たい, 氷のような, 寒い, 冰冷, 寒冷
            冬天
        """,
        "industrial": """
            industriell*, factory, warehouse, metallic, industriel*, industrial*, industriale, metálic*
            industrieel, przemysłow*, индустриал*, インダストリアル, 工業的, 工业
        """,
        "intimate": """
            close, personal, lonely, lonesome, solitary, alone at night, intim*, einsam*, intime*, íntim*
            solitari*, intima, solitário, eenzaam, samotn*, интимн*, одинок*, 親密, 孤独, 亲密, 私密, 寂寞
        """,
        "island": """
            tropical, beach, caribbean, coastal, exotic, palm trees, tropisch*, karibisch*, strand, insel
            île, îles, plage, tropical*, caribeñ*, playa, isla, tropicale, spiaggia, isola, praia, ilha
            eiland, plaża, wysp*, тропич*, пляж*, 島, トロピカル, ビーチ, 热带, 海岛, 海滩
        """,
        "jangly": """
            jangling, jangle, chiming, klimpernd*, schrammelig*, carillonnant*, tintineante, tintinnante
            rinkelend*, звеня*, ジャングリー, 叮当
        """,
        "joyful": """
            joy, joyous, delightful, gleeful, freudig*, freude, joyeu*, joie, jubilos*, gioios*, gioia
            alegria, alegría, jubiloso, jovial, radość, радостн*, радост*, 喜び, 喜びに満ちた, 欢乐, 喜悦
        """,
        "laid back": """
            laid-back, laidback, leisurely, behind the beat, loose, entspannt lässig, décontracté*, relajado
            rilassat*, descontraíd*, ontspannen lui, wyluzowan*, расслабленн*, レイドバック, ゆったり
            ゆるい, 闲适, 松弛
        """,
        "late night": """
            late-night, latenight, night, nighttime, night time, nocturnal, midnight, after hours
            afterhours, nocturne, nacht, nächtlich*, spätnacht*, mitternacht*, nuit, nocturne*, noche
            nocturn*, medianoche, notte, notturn*, noite, noturn*, madrugada, nachtelijk*, noc, nocy, nocn*
            ночн*, ночь, полноч*, 深夜, 夜, 真夜中, 夜の, 夜晚, 午夜
        """,
        "lively": """
            alive, animated, spirited, vivacious, lebhaft*, lebendig*, vif, vive, vivant*, animé*, vivaz
            animad*, vivace*, vivac*, vibrante, levendig*, żyw*, żywa, жив*, оживл*, 賑やか, にぎやか
            生き生き, 活泼, 热闹
        """,
        "loud": """
            noisy, noise, blaring, deafening, laut, laute, lauter, lautes, lärmend*, bruyant*, fort volume
            ruidos*, fuerte, rumoros*, forte, barulhent*, luid*, hard luid, głośn*, громк*, шумн*, うるさい
            大音量, ラウド, 响亮, 吵闹, 噪音
        """,
        "mechanical": """
            robotic, robot, machine, machine like, mechanisch*, roboterhaft*, maschinell*, mécanique*
            robotique, mecánic*, robótic*, meccanic*, robotic*, mecânic*, mechaniczn*, механич*, робот*
            機械的, ロボット, 机械
        """,
        "meditative": """
            meditating, zen, contemplative, spiritual calm, mindful, meditativ*, besinnlich*, méditati*
            contemplati*, meditabund*, contemplativ*, meditatie*, medytacyjn*, медитативн*, 瞑想的, 禅
            冥想的, 禅意
        """,
        "mellow": """
            smooth mellow, mellowed, melancholic soft, milde, entspannte stimmung, moelleu*, apacible
            pacato, brando, mild*, sfeervol*, łagodny, мягкий спокойный, メロウ, まろやか, 柔美, 醇厚
        """,
        "menacing": """
            threatening, sinister, evil, villain, villainous, bedrohlich*, unheimlich*, böse*, menaçant*
            sinistre*, inquiétant*, amenazant*, siniestr*, malvad*, minaccios*, sinistr*, ameaçador*
            dreigend*, groźn*, угрожающ*, зловещ*, 不気味, 脅威, 威胁, 阴险, 邪恶
        """,
        "moody": """
            melancholic, melancholy, melancholia, sad, sadness, sorrowful, mournful, depressing, depressive
            pensive, broody, brooding, introspective, blue, launisch*, traurig*, melanchol*, trübsinnig*
            mélancoli*, triste*, maussade, melancól*, melancólic*, malinconic*, melanconic*, tristes
            somber*, droevig*, verdrietig*, melancholijn*, smutn*, грустн*, печальн*, меланхол*, задумчив*
            悲しい, 切ない, メランコリック, 憂鬱, 忧郁, 悲伤, 伤感, 忧伤
        """,
        "neon": """
            neon lights, city lights, glow, glowing, futuristic, sci-fi, scifi, space, spacey retro
            neonlicht*, futuristisch*, néon, néons, futurist*, neón, futurista, futuristic*, неон*
            футурист*, ネオン, 近未来, 未来的, 霓虹, 霓虹灯, 未来感, 科幻
        """,
        "nostalgic": """
            nostalgia, reminiscing, memories, sentimental, longing, nostalg*, nostalgisch*, wehmütig*
            sehnsüchtig*, nostalgique*, nostálgic*, añoranza, saudade, saudoso, weemoedig*, tęskn*
            ностальг*, 懐かしい, ノスタルジック, 郷愁, 怀旧, 懷舊, 乡愁
        """,
        "passionate": """
            passion, leidenschaftlich*, passionné*, pasional, apasionad*, passional*, appassionat*
            apaixonad*, hartstochtelijk*, namiętn*, страстн*, 情熱的, パッショネイト, 热情, 激情
        """,
        "peaceful": """
            peace, restful, idyllic, pastoral, friedlich*, friedvoll*, idyllisch*, paisible*, pacífic*, paz
            pacific*, pace, vredig*, sielankow*, мирн*, умиротвор*, 平和, 安らか, のどか, 和平, 安宁, 祥和
        """,
        "playful": """
            quirky, whimsical, humorous, funny, cute, mischievous, kids, childlike, verspielt*, spielerisch*
            lustig*, niedlich*, ludique*, espiègle*, drôle, mignon*, juguetón, juguetona, divertid*, lúdic*
            giocos*, divertent*, brincalhão, brincalhona, speels*, grappig*, figlarn*, zabawn*, игрив*
            забавн*, 遊び心, かわいい, コミカル, 俏皮, 可爱, 顽皮
        """,
        "rainy": """
            rain, raining, rainfall, grey, stormy, autumn, autumnal, regnerisch*, regen, verregnet*
            herbstlich*, pluvieu*, pluie, lluvios*, lluvia, otoño, piovos*, pioggia, autunno, chuvos*, chuva
            regenachtig*, deszczow*, дождлив*, дожд*, осенн*, 雨, 雨の日, 秋, 下雨, 雨天
        """,
        "raw": """
            unpolished, primitive, bare, roh, rohe, roher, rohes, ungeschliffen*, brut, brute, bruto, cruda
            crudo, grezz*, crua, cru, rauw*, surow*, сыр*, 生々しい, 荒々しい, 原始, 粗犷
        """,
        "relaxed": """
            relaxing, relax, mellow relaxed, unwind, restrained, entspannt*, relaxt*, détendu*, relaxant*
            relajad*, relajante*, rilassant*, relaxad*, relaxante*, ontspan*, zrelaksowan*, relaksuj*
            расслаб*, リラックス, くつろいだ, 放松, 轻松, 舒缓
        """,
        "relentless": """
            unrelenting, unstoppable, ceaseless, pounding, hammering, stomping, unerbittlich*, gnadenlos*
            stampfend*, implacable*, acharné*, incesante*, implacabil*, incessant*, meedogenlo*
            nieustępliw*, неумолим*, безжалостн*, 容赦ない, 絶え間ない, 无情, 持续不断
        """,
        "retro": """
            vintage, old school, oldschool, old-school, old, classic sounding, eighties, 80s, 80er, 1980s
            seventies, 70s, 70er, 60s, sixties, 90s, 90er, altmodisch*, rétro, ancien*, années 80, años 80
            antigu*, anni 80, anos 80, antig*, ouderwets*, jaren 80, lat 80, ретро, винтаж*, レトロ
            昔ながら, 80年代, 复古, 老派
        """,
        "rolling": """
            roll, rollend*, rollender, roulant*, rodante*, galoppando, galloping, rotolant*, rolante, катящ*
            ローリング, うねる, 滚动
        """,
        "romantic": """
            love, loving, lovesong, love song, sensual, seductive, romant*, romantisch*, liebe, liebeslied*
            sinnlich*, romantique*, amour, sensuel*, romántic*, amor, amoros*, amore, romântic*, liefde
            romantyczn*, miłosn*, романтич*, любов*, чувственн*, ロマンチック, 恋, 愛, 浪漫, 爱情, 性感
        """,
        "rousing": """
            stirring, mitreissend*, aufrüttelnd*, exaltant*, enardecedor*, conmovedor*, trascinantissim*
            empolgant*, porywaj*, воодушевл*, 奮い立つ, 振奋, 激励
        """,
        "rustic": """
            rural, countryside, farm, rustikal*, ländlich*, rustique*, campagne, rústic*, campestr*, rustico
            rustica, rustiek*, wiejsk*, деревенск*, 素朴, 田舎, 田园, 乡土
        """,
        "serene": """
            serenity, seren*, gelassen*, sérén*, serein*, sereno, serena, безмятежн*, 静謐, 安詳, 恬静
        """,
        "shiny": """
            polished, glossy, crisp, clean sounding, glanzvoll*, poliert*, brillant poli, reluciente*
            lucid*, lustroso, glanzend*, lśniąc*, глянц*, ピカピカ, 光泽, 闪亮
        """,
        "skippy": """
            skipping, shuffling, shuffled, shuffly, syncopated, swung, stolpernd*, synkopiert*, syncopé*
            sincopad*, sincopat*, gesyncopeerd*, synkopowan*, синкоп*, シャッフル, シンコペーション, 切分
            跳跃
        """,
        "sleepy": """
            drowsy, sleeping, sleep, bedtime, lullaby, nap, schläfrig*, verschlafen*, schlaf*, wiegenlied
            endormi*, somnolent*, berceuse, somnolient*, adormilad*, nana, sonnolent*, assonnat*
            ninna nanna, sonolent*, slaperig*, senn*, сонн*, колыбельн*, 眠い, 眠たい, 子守唄, 困倦
            昏昏欲睡, 摇篮曲
        """,
        "slick": """
            sleek, stylish, chic, geschmeidig*, schick*, lisse, élégant lisse, pulido, elegante pulido
            patinat*, estilos*, gelikt*, スタイリッシュ, 时髦
        """,
        "smoky": """
            smokey, smoke, bar, nightclub, verraucht*, rauchig*, enfumé*, fumé*, ahumad*, humeante*, fumos*
            esfumaçad*, rokerig*, zadymion*, дымн*, прокурен*, スモーキー, 煙, 烟雾, 烟熏
        """,
        "smooth": """
            silky, sleek smooth, glatt*, seidig*, fluide, soyeu*, sedos*, liscio, liscia, macio, macia
            soepel*, gładk*, гладк*, плавн*, スムース, 滑らか, なめらか, 顺滑, 丝滑, 流畅
        """,
        "soaring": """
            lifting, rising, flying, sky high, aufsteigend*, schwebende höhen, planant haut, ascendant*
            ascendente*, elevad*, svettant*, crescente, crescendo, stijgend*, wznosz*, взмыва*, 舞い上がる
            飛翔, 翱翔, 高亢
        """,
        "soulful": """
            soul filled, deep feeling, seelenvoll*, beseelt*, plein d'âme, conmovedor, con alma
            pieno d'anima, cheio de alma, zielvol*, uduchowion*, проникновенн*, задушевн*, ソウルフル, 深情
            灵魂感
        """,
        "spacious": """
            spacey, spaced out, wide, vast, open, reverb, reverberant, echo, echoes, echoing, cavernous
            cosmic, atmospheric, räumlich*, weit, weite, weiter, hallig*, hall, atmosphärisch*, kosmisch*
            spacieu*, vaste, réverbéré*, atmosphérique*, espacios*, amplio, amplia, atmosféric*, spazios*
            ampio, atmosferic*, espaços*, amplo, ruim, ruimtelijk*, sfeervolle, przestrzenn*, klimatyczn*
            простор*, атмосферн*, космич*, эхо, 広がり, 広大, 空間的, 宇宙, リバーブ, 空间感, 宽广, 开阔
            混响, 大气
        """,
        "sparse": """
            spacious minimal, stripped back, stripped-back, minimalist, minimalistic, spartanisch*, karg*
            spärlich*, reduziert*, minimalistisch*, épuré*, dépouillé*, clairsemé*, minimaliste, escas*
            minimalista, sobri*, spars*, esparso, schaars*, oszczędn*, минималист*, разрежен*, まばら, 簡素
            稀疏, 简约
        """,
        "stately": """
            noble, royal, regal, solemn, ceremonial, erhaben*, feierlicher, würdevoll*, noble*, solennel*
            majestuos*, solemne*, solenn*, imponente, statig*, plechtig*, dostojn*, величав*, торжествен*
            荘厳, 堂々, 庄严, 庄重
        """,
        "sultry": """
            sexy, steamy, seductively, schwül*, verführerisch*, sensuel*, sensual*, torride*, séducteur
            séductrice, sensuale*, seducente*, sedutor*, zwoel*, zmysłow*, знойн*, セクシー, 官能的, 撩人
            妩媚
        """,
        "summery": """
            summer, summertime, holiday, vacation, sommer, sommerlich*, urlaub, été, estival*, vacances
            verano, veranieg*, estate, estiv*, verão, zomers*, zomer, lato, letn*, wakacyjn*, летн*, лето
            夏, 夏の, サマー, 夏日, 夏天
        """,
        "sunny": """
            sun, sunshine, sunlit, sunset, sunrise, morning, sonnig*, sonne, sonnenuntergang, ensoleillé*
            soleil, solead*, solear, atardecer, solare*, soleggiat*, sole, ensolarad*, sol e mar, zonnig*
            słoneczn*, солнечн*, солнц*, закат*, 晴れた, 陽だまり, 太陽, 夕日, 阳光, 阳光明媚, 日落
        """,
        "swaggering": """
            swagger, swag, cocky, attitude, confident, bold, boastful, angeberisch*, selbstbewusst*
            fanfaron*, arrogant*, chulesc*, spavald*, arrogante*, zelfverzekerd*, dumn*, самоуверен*
            自信満々, スワッガー, 自信, 霸气, 嚣张
        """,
        "swaying": """
            sway, lilting, rocking gently, wiegend*, schunkelnd*, schaukelnd*, balancé*, chaloupé*, berçant*
            balancead*, mecid*, ondeante, ondeggiant*, dondolante*, balançad*, wiegende, kołysz*, покачив*
            揺れる, 摇曳, 摇摆
        """,
        "sweaty": """
            sweat, schweisstreibend*, verschwitzt*, en sueur, transpirant*, sudoros*, sudat*, suad*
            zweterig*, spocon*, потн*, 汗だく, 汗, 汗水
        """,
        "sweet": """
            sugary, sweetly, süss*, zuckersüss*, sucré*, dulce*, dolcissim*, zuccheros*, doce, doces, zoet*
            słodk*, сладк*, スウィート, 甘い, 甜美, 甜蜜
        """,
        "swinging": """
            swingin, swings, swingend*, swingig*, swingant*, oscilante, swingato, swingad*, swingując*
            свингов*, качов*, スウィングする, スウィンギー, 摇摆感
        """,
        "tender": """
            tenderly, ballad, ballade, balada, ballata, affectionate, vulnerable, zärtlich*, liebevoll*
            tendre*, tiern*, teneramente, tener*, tern*, carinhos*, teder, czuł*, ласков*, баллад*, 優しく
            バラード, 温情, 柔情
        """,
        "tense": """
            tension, suspense, suspenseful, anxious, thriller, nervy, uneasy, angespannt*, spannend*
            spannungsgeladen*, tendu*, angoissant*, tens*, angustios*, teso, tesa, suspenso, gespannen
            napięt*, напряж*, тревожн*, 緊張感, 緊迫, スリリング, 紧张, 悬疑
        """,
        "tight": """
            precise, crisp tight, snappy, straff, straffe, präzise*, serré*, précis*, apretad*, ajustad*
            serrat*, precis*, preciso, strak, strakke, ciasn*, плотн*, タイト, 紧凑, 紧致
        """,
        "twangy": """
            twang, twanging, nasal, näselnd*, nasillard*, gangos*, nasale, fanhos*, гнусав*, トワンギー
            鼻音
        """,
        "understated": """
            restrained subtle, unobtrusive, modest, dezent*, zurückhaltend*, unaufdringlich*, discret*
            sobre*, discreto, discreta, sommess*, discret, ingetogen, subteln*, сдержанн*, 控えめ
            さりげない, 低调, 含蓄
        """,
        "uplifting": """
            uplift, elevating, feelgood uplifting, motivational, motivating, erhebend*, aufbauend*
            motivierend*, édifiant*, inspirant, motivant*, edificante*, motivador*, animador*, edificant*
            motivante*, inspirador, opbeurend*, motivuj*, podnosz*, вдохновляющ*, воодушев*, 高揚感, 前向き
            アップリフティング, 振奋人心, 积极向上, 积极
        """,
        "urgent": """
            urgency, racing, chase, rushing, dringend*, drängend*, gehetzt*, urgent*, pressant*, urgente*
            apremiante*, incalzant*, dringende, piln*, срочн*, настойчив*, погон*, 切迫, 緊急, 急迫, 紧迫
        """,
        "velvety": """
            velvet, plush, samtig*, samtweich*, velouté*, aterciopelad*, vellutat*, aveludad*, fluweel*
            aksamitn*, бархат*, ビロード, ベルベット, 天鹅绒, 丝绒
        """,
        "warm": """
            warme, warmer, warmes, warmen, warmth, analog warmth, chaud, chaude, chaleureu*, cálid*, calid*
            caldo, calda, calore, quente, quentes, calorosa, caloroso, warme klank, ciepł*, ciepl*, тепл*
            тёпл*, 温かい, 暖かい, あたたかい, 温暖, 暖
        """,
        "weary": """
            tired, worn, exhausted, weltschmerz, müde*, erschöpft*, las, lasse, fatigué*, cansad*, agotad*
            stanc*, cansado, vermoeid*, moe, zmęczon*, устал*, 疲れた, 気だるい, 疲惫
        """,
        "wild": """
            wilder, wilde, wildes, untamed, insane, ungezähmt*, sauvage*, salvaje*, selvagg*, selvagem
            dzik*, дик*, ワイルド, 野性的, 狂野, 野性
        """,
        "wistful": """
            yearning, plaintive, reflective, sehnsuchtsvoll*, nachdenklich*, rêveur et triste, pensi*
            nostalgico e triste, anhelante, malinconico dolce, saudosa, verlangend*, mijmerend*, zadumany
            тоскл*, 物思い, 哀愁, 惆怅, 思念
        """,
    }
)
