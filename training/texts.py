"""What the synthesisers say: plain sentences of our own, and English words of any text at hand."""

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
