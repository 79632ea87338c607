"""What the synthesisers say: sentences of our own, English ones of any text at hand, and nonsense."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np

# espeak-ng voice -> a few everyday sentences. Languages of the held-out voices are missing here
# on purpose (Russian, Italian, Czech, Finnish, Catalan), and so are their nearest relatives.
SENTENCES = {
    "de": "Heute scheint die Sonne über den Bergen. Wir gehen morgen früh zum Bahnhof und fahren "
    "nach Hamburg. Das Mädchen pflückt schöne Blumen für ihre Großmutter. Können Sie mir bitte "
    "helfen? Ich möchte zwei Äpfel und ein Pfund Pflaumen kaufen. Jeder Buchstabe zählt.",
    "fr": "Bonjour, je m'appelle Pauline et j'habite dans une petite maison près de la mer. Nous "
    "mangeons du pain avec du beurre et de la confiture. Le chien court vite dans le jardin. Où "
    "est la boulangerie? Il faut beaucoup de patience pour apprendre une langue.",
    "es": "Buenos días, mi hermano trabaja en una fábrica de zapatos. Mañana vamos a la playa con "
    "los niños. La lluvia cae sobre el tejado y el perro duerme. Quiero un vaso de agua y un poco "
    "de queso. El profesor explica la lección con mucha calma.",
    "pt": "Bom dia, o meu vizinho comprou um barco velho. A menina gosta de cantar e de dançar. "
    "Amanhã vamos ao mercado comprar peixe e laranjas. O comboio chega às nove horas. Que bela "
    "manhã de primavera, tudo floresce no jardim.",
    "nl": "Goedemorgen, mijn buurman heeft een grote boot gekocht. De kinderen spelen buiten in de "
    "regen. Wij willen graag een kopje koffie met melk. Het vliegtuig vertrekt om acht uur. Zij "
    "schrijft elke dag een brief aan haar moeder.",
    "sv": "God morgon, min bror bor i en liten by vid havet. Vi äter fisk och potatis på fredag. "
    "Barnen leker i snön och sjunger. Kan du hjälpa mig att bära väskan? Tåget går klockan sju.",
    "da": "Godmorgen, min bror bor i en lille by ved havet. Vi spiser fisk og kartofler. Børnene "
    "leger i sneen og synger. Kan du hjælpe mig med at bære tasken? Toget kører klokken syv.",
    "pl": "Dzień dobry, mój brat mieszka w małym domu nad morzem. Dzieci bawią się w ogrodzie. "
    "Chciałbym kupić bilet do Warszawy. Wczoraj padał deszcz, a dzisiaj świeci słońce. Proszę o "
    "szklankę wody i kawałek chleba.",
    "tr": "Günaydın, benim küçük bir evim var. Çocuklar bahçede top oynuyor. Yarın sabah pazara "
    "gidip balık ve portakal alacağız. Lütfen bana bir bardak su verir misiniz? Bugün hava güzel.",
    "hu": "Jó reggelt, a bátyám egy kis házban lakik a folyó mellett. A gyerekek a kertben "
    "játszanak. Szeretnék egy pohár vizet és egy darab kenyeret. Holnap esni fog az eső.",
    "ro": "Bună dimineața, fratele meu locuiește într-o casă mică lângă pădure. Copiii se joacă în "
    "grădină. Aș vrea un pahar cu apă și o bucată de pâine. Mâine vom pleca la munte.",
    "el": "Καλημέρα, ο αδελφός μου μένει σε ένα μικρό σπίτι κοντά στη θάλασσα. Τα παιδιά παίζουν "
    "στον κήπο. Θα ήθελα ένα ποτήρι νερό και λίγο ψωμί. Αύριο θα πάμε στην αγορά.",
    "id": "Selamat pagi, kakak saya tinggal di rumah kecil dekat pantai. Anak-anak bermain bola di "
    "kebun. Besok kami pergi ke pasar untuk membeli ikan dan jeruk. Tolong beri saya segelas air.",
    "sw": "Habari za asubuhi, ndugu yangu anaishi katika nyumba ndogo karibu na bahari. Watoto "
    "wanacheza mpira bustanini. Kesho tutakwenda sokoni kununua samaki na machungwa.",
    "eo": "Bonan matenon, mia frato loĝas en malgranda domo apud la maro. La infanoj ludas en la "
    "ĝardeno. Mi ŝatus glason da akvo kaj pecon da pano. Morgaŭ ni veturos al la urbo.",
    "vi": "Chào buổi sáng, anh trai tôi sống trong một ngôi nhà nhỏ gần biển. Bọn trẻ chơi bóng "
    "trong vườn. Ngày mai chúng tôi đi chợ mua cá và cam. Làm ơn cho tôi một cốc nước.",
    "hi": "नमस्ते, मेरा भाई समुद्र के पास एक छोटे घर में रहता है। बच्चे बगीचे में खेल रहे हैं। कल हम बाज़ार जाएंगे "
    "और मछली खरीदेंगे। कृपया मुझे एक गिलास पानी दीजिए।",
    "cmn-latn-pinyin": "ni3 hao3 wo3 shi4 lao3 shi1. jin1 tian1 tian1 qi4 hen3 hao3. wo3 men5 ming2 "
    "tian1 qu4 bei3 jing1. qing3 gei3 wo3 yi4 bei1 shui3. ma1 ma5 mai3 le5 ping2 guo3 he2 mian4 "
    "bao1. ba4 ba5 zai4 fei1 ji1 shang4 kan4 bao4 zhi3. peng2 you3 men5 dou1 hen3 gao1 xing4.",
    "ja": "おはようございます、あには うみの ちかくの ちいさな いえに すんでいます。こどもたちは にわで あそんで います。"
    "あした いちばで さかなと みかんを かいます。みずを いっぱい ください。",
    "ko": "안녕하세요 우리 형은 바닷가 작은 집에 삽니다. 아이들이 마당에서 놀고 있습니다. 내일 시장에 가서 "
    "생선과 귤을 삽니다. 물 한 잔 주세요.",
    "en-us": "Good morning, my brother lives in a small house near the beach. Please bring me a glass "
    "of water and some bread. The boys and the girls are playing in the garden with a brown puppy. "
    "Every voice was heard above the thunder. She sells fresh fish in a shop by the bridge.",
    "en-gb": "What a lovely view of the valley from up here. Both of them thought that the weather "
    "would improve. My father put the heavy box on the table. Who would have believed such a thing?",
}  # fmt: skip

HELD_OUT = {
    "msu_ru_nsh_clunits": ("ru", "utf-8", (
        "Мама мыла раму, а папа читал большую книгу.",
        "Вчера вечером мы пили чай с вареньем и пирогами.",
        "Добрый вам совет, побольше бывайте на воздухе.",
        "Погода была прекрасная, и мы пошли в парк.",
    )),
    "pc_diphone": ("it", "latin-1", (
        "Il bambino mangia una mela rossa sotto il grande albero.",
        "Mia madre prepara la pasta al pomodoro per papà.",
        "Buongiorno, vorrei comprare un biglietto per Bologna.",
        "Oggi il sole brilla sopra la piazza e la gente passeggia.",
    )),
    "lp_diphone": ("it", "latin-1", (
        "Gli amici di Paolo vengono sempre a casa quando piove.",
        "Abbiamo bevuto un bicchiere di vino bianco in montagna.",
        "Che bella giornata, scendo subito a prendere il pane.",
    )),
    "czech_machac": ("cs", "iso8859-2", (
        "Dobrý den, moje maminka peče buchty a tatínek čte noviny.",
        "Zítra pojedeme do Prahy a potom budeme pomáhat babičce.",
        "Po obědě budou malé děti spát a my půjdeme ven.",
    )),
    "czech_dita": ("cs", "iso8859-2", (
        "Včera bylo krásné počasí a děti si hrály venku.",
        "Máma má moc práce, ale pořád se směje.",
    )),
    "suo_fi_lj_diphone": ("fi", "latin-1", (
        "Hyvää päivää, minun nimeni on Pekka ja asun mökissä.",
        "Pappa ampui hirven ja mamma paistoi perunoita.",
        "Lapset leikkivät puistossa ja mummo lukee lehteä.",
    )),
    "hy_fi_mv_diphone": ("fi", "latin-1", (
        "Tänään on kaunis ilma ja lapset leikkivät puistossa.",
        "Meidän mopo on rikki, pappa vei sen pihalle.",
    )),
    "upc_ca_ona_hts": ("ca", "latin-1", (
        "Bon dia, la meva germana viu a Barcelona i menja pa amb oli.",
        "Avui fa bon temps a la platja i tothom passeja.",
        "El meu pare compra pomes i peres al mercat petit.",
    )),
}  # fmt: skip

_ENGLISH_FILES = (Path("/usr/share/common-licenses"), Path("/usr/share/doc"))
_SENTENCE = re.compile(r"[A-Z][A-Za-z ,']{25,110}[.]")


def english_sentences(limit: int) -> list[str]:
    """Plain sentences found in the English texts of the system, in a fixed order."""
    found: dict[str, None] = {}
    for folder in _ENGLISH_FILES:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.stat().st_size < 400_000 and path.suffix in ("", ".txt"):
                text = " ".join(path.read_text("utf-8", "ignore").split())
                found |= dict.fromkeys(_SENTENCE.findall(text))
            if len(found) > 3 * limit:
                break
    sentences = sorted(found)
    order = np.random.default_rng(5).permutation(len(sentences))
    return [sentences[i] for i in order[:limit]]


def mixed_words(language: str, seed: int) -> Iterator[str]:
    """Endless sentences of the language's words in random order."""
    words = SENTENCES[language].split()
    chance = np.random.default_rng(seed)
    while True:
        yield " ".join(words[i] for i in chance.integers(0, len(words), chance.integers(6, 14)))


# Phones of nonsense and how often each comes: mostly what lips and teeth must be heard for.
CMU_CONSONANTS = {
    "p": 3, "b": 3, "m": 4, "f": 2, "v": 2, "t": 3, "d": 3, "n": 3, "l": 2, "r": 1.5, "s": 1.5,
    "k": 2.5, "g": 2, "th": 0.7, "dh": 0.7, "ch": 0.7, "jh": 0.7, "sh": 0.7, "z": 0.7, "hh": 0.7,
    "w": 0.7, "y": 0.7, "ng": 0.5,
}  # fmt: skip
CMU_VOWELS = {
    "aa": 2, "ae": 1, "ah": 1, "eh": 2, "ih": 1, "iy": 2, "ao": 2, "uw": 2, "uh": 0.7, "ax": 1,
    "er": 0.5, "ey": 0.7, "ow": 0.7, "ay": 0.7, "aw": 0.5, "oy": 0.3,
}  # fmt: skip
INDIAN_CONSONANTS = {
    "p": 3, "b": 3, "m": 4, "bh": 1, "f": 1, "v": 2, "T": 2, "D": 2, "td": 3, "dh": 3, "n": 3,
    "l": 2, "r": 2, "s": 1.5, "k": 3, "g": 2, "kh": 0.5, "h": 0.7, "ch": 0.7, "j": 0.7,
    "sh": 0.7, "y": 0.7,
}  # fmt: skip
INDIAN_VOWELS = {"aa": 3, "iy": 2, "uw": 2, "eh": 1, "ee": 1, "oh": 1, "oo": 1, "ay": 0.5}
_CODA, _CLUSTER, _NO_ONSET = 0.3, 0.12, 0.1  # how often a syllable has these


def nonsense(
    consonants: dict[str, float], vowels: dict[str, float], chance: np.random.Generator
) -> list[str]:
    """Phones of three to six words without sense, with a pause ("pau") at both ends and some
    between."""

    def one(kinds: dict[str, float]) -> str:
        share = np.array(list(kinds.values()), float)
        return str(chance.choice(list(kinds), p=share / share.sum()))

    phones = ["pau"]
    for _ in range(int(chance.integers(3, 7))):
        for _ in range(int(chance.integers(1, 5))):
            if chance.uniform() > _NO_ONSET:
                phones.append(one(consonants))
            if chance.uniform() < _CLUSTER:
                phones.append(one(consonants))
            phones.append(one(vowels))
            if chance.uniform() < _CODA:
                phones.append(one(consonants))
        if chance.uniform() < _CODA:
            phones.append("pau")
    return [*phones, "pau"] if phones[-1] != "pau" else phones
