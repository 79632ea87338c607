"""Chinese: how numbers, dates, times, money, units and signs are said."""

from __future__ import annotations

from functools import cache

import regex

from speech_gen.script.rules import Rule, Rules, always

_N = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_START = r"(?<![A-Za-z\d.,])"
_END = r"(?![\d]|[.,]\d)"
_TO = r"\s?[-–—~～至到]\s?"
_LONGEST = 15  # digits of a number that has a name
_SIZES = (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10))
_DIGITS = dict(zip("0123456789", "零一二三四五六七八九", strict=True))
_MONEY = {
    "¥": "元", "￥": "元", "$": "美元", "US$": "美元", "HK$": "港元", "€": "欧元", "£": "英镑",
    "₩": "韩元", "RMB": "元", "CNY": "元", "USD": "美元", "EUR": "欧元", "GBP": "英镑",
    "HKD": "港元", "JPY": "日元",
}  # fmt: skip
_SCALES = "万億亿萬千百"
_UNITS = {
    "km/h": "公里每小时", "m/s": "米每秒", "km²": "平方公里", "m²": "平方米", "㎡": "平方米",
    "m³": "立方米", "km": "公里", "cm": "厘米", "mm": "毫米", "nm": "纳米", "m": "米", "kg": "公斤",
    "mg": "毫克", "g": "克", "t": "吨", "mL": "毫升", "ml": "毫升", "L": "升", "l": "升",
    "kWh": "千瓦时", "kW": "千瓦", "W": "瓦", "V": "伏", "mAh": "毫安时", "kHz": "千赫",
    "MHz": "兆赫", "GHz": "吉赫", "Hz": "赫兹", "dB": "分贝", "ms": "毫秒", "min": "分钟",
    "h": "小时", "s": "秒", "px": "像素", "fps": "帧每秒", "kcal": "千卡",
}  # fmt: skip
_UNIT = "|".join(sorted(map(regex.escape, _UNITS), key=len, reverse=True))
# Before these two is 两. Not before 月, 号, 楼 and others that number, nor 百 and 十.
_MEASURES = (
    "个個只隻位名台臺辆輛本条條张張件次天年周週岁歲元块塊米公里公斤斤吨噸倍点點小时小時分钟分鐘"
    "秒种種份家人款集章节節门門层層段句场場届屆颗顆杯瓶碗盒包箱套双雙对對万萬千亿億克升美元欧元"
)
_SIGNS = {
    "&": "和", "+": "加", "=": "等于", "×": "乘", "÷": "除以", "±": "正负", "≈": "约等于", "<": "小于",
    ">": "大于", "≤": "小于等于", "≥": "大于等于", "→": "到", "°": "度", "%": "百分号", "~": "到",
    "～": "到", "©": "", "®": "", "™": "", "*": "", "_": " ", "^": "", "|": "", "•": "", "#": "井号",
    "@": " at ", "/": "或", "\\": "", "√": "根号", "²": "平方", "³": "立方", "$": "美元", "€": "欧元", "£": "英镑", "￥": "元",
}  # fmt: skip
_FRACTIONS = {"½": "二分之一", "⅓": "三分之一", "⅔": "三分之二", "¼": "四分之一", "¾": "四分之三"}


def number(text: str, *, counts: bool = False) -> str:
    """`1,234.5` -> 一千二百三十四点五. `counts`: a 2 before what is counted is 两."""
    plain = text.replace(",", "").replace("−", "-").replace("－", "-")
    minus = "负" if plain.startswith("-") else ""
    whole, point, decimals = plain.lstrip("-").partition(".")
    said = _whole(int(whole)) if len(whole) <= _LONGEST else digits(whole)
    # Before thousands and more people say 两, but not after tens: 两万, 十二万.
    said = regex.sub(r"(?<!十)二(?=[千万亿])", "两", said)
    if counts and said == "二":
        said = "两"
    return f"{minus}{said}{'点' + digits(decimals) if point else ''}"


def _whole(value: int) -> str:
    """10005 -> 一万零五: in groups of four digits, gaps are one 零."""
    if value < 10:
        return _DIGITS[str(value)]
    unit, size = next((unit, size) for unit, size in _SIZES if value >= size)
    above, below = divmod(value, size)
    head = "" if unit == "十" and above == 1 else _whole(above)
    if not below:
        return f"{head}{unit}"
    rest = _whole(below)
    # Behind a hundred and more ten is 一十; 十五 alone has no 一.
    rest = f"一{rest}" if rest[0] == "十" else rest
    return f"{head}{unit}{'零' if below < size // 10 else ''}{rest}"


def digits(text: str, one: str = "一") -> str:
    """Digit by digit; telephone numbers have 幺 for one."""
    return "".join(one if sign == "1" else _DIGITS.get(sign, "") for sign in text)


def _date(found: regex.Match[str]) -> str:
    parts = [f"{digits(found['year'])}年", f"{number(found['month'])}月"]
    return "".join([*parts, f"{number(found['day'])}日" if found["day"] else ""])


def _time(found: regex.Match[str]) -> str:
    hour = number(found["hour"], counts=True)
    minute, second = int(found["minute"]), found["second"]
    said = f"{hour}点"
    if minute or second:
        said += f"{'零' if 0 < minute < 10 else ''}{number(str(minute))}分"
    return said + (f"{number(second)}秒" if second else "")


def _phone(found: regex.Match[str]) -> str:
    plus = "加" if found.group().startswith("+") else ""
    text = found.group().lstrip("+")
    groups = regex.findall(r"\d+", text)
    if len(groups) == 1 and len(groups[0]) == 11:
        groups = [groups[0][:3], groups[0][3:7], groups[0][7:]]
    return plus + "，".join(digits(group, "幺") for group in groups)


def _money(found: regex.Match[str]) -> str:
    amount = number(found["number"], counts=True) + (found["scale"] or "")
    return f"{amount}{_MONEY[(found['sign'] or found['code']).strip()]}"


def _percent(found: regex.Match[str]) -> str:
    what = "千分之" if found["sign"] == "‰" else "百分之"
    minus = "负" if found["minus"] else ""
    first = f"{what}{number(found['first'])}到" if found["first"] else ""
    return f"{minus}{first}{what}{number(found['number'])}"


def _degrees(found: regex.Match[str]) -> str:
    minus = "零下" if found["minus"] else ""
    scale = "华氏度" if found["scale"] in "F℉" else "摄氏度"
    until = f"{number(found['first'])}到" if found["first"] else ""
    return f"{minus}{until}{number(found['number'])}{scale}"


def _years(found: regex.Match[str]) -> str:
    return f"{digits(found['first'])}到{digits(found['second'])}"


def _span(found: regex.Match[str]) -> str:
    first, second = found["first"], found["second"]
    return f"{number(first, counts=True)}到{number(second)}"


def _unit(found: regex.Match[str]) -> str:
    first = f"{number(found['first'])}到" if found["first"] else ""
    return f"{first}{number(found['number'], counts=True)}{_UNITS[found['unit']]}"


def _address(found: regex.Match[str]) -> str:
    text = regex.sub(r"^https?://", "", found.group()).rstrip("/")
    text = regex.sub(r"(?i)^www\.", "w w w 点 ", text)
    for sign, word in (("@", "at"), (".", "点"), ("/", "斜杠"), ("-", "杠"), ("_", "下划线")):
        text = text.replace(sign, f" {word} ")
    text = regex.sub(r"[?&=#%:~+]", " ", text)
    return " ".join(regex.sub(r"\d+", lambda one: digits(one.group()), text).split())


def _plain(found: regex.Match[str]) -> str:
    text = found.group()
    whole = text.lstrip("-−－")
    if whole.isdigit() and (len(whole) > 8 or (len(whole) > 1 and whole[0] == "0")):
        return ("负" if whole != text else "") + digits(whole)
    return number(text)


@cache
def rules(language: str) -> Rules:
    """The rules of Chinese, in simplified words; what is written may be traditional."""
    del language
    sign = "|".join(map(regex.escape, sorted(_MONEY, key=len, reverse=True)))
    return Rules(
        [
            Rule("mail", r"[A-Za-z0-9.+_-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", _address),
            Rule("link", r"(?:https?://|www\.)[A-Za-z0-9./?&=#%:~+_-]+[A-Za-z0-9/]"
                 r"|(?<![A-Za-z0-9.])(?:[a-z0-9-]+\.)+(?:com|cn|org|net|io|ai)(?:/[\w./-]*\w)?"
                 r"(?![A-Za-z0-9])", _address),
            Rule("date", rf"{_START}(?P<year>\d{{4}})\s?(?:[年-]|[/.](?=\d{{1,2}}[/.]))\s?"
                 r"(?P<month>0?[1-9]|1[0-2])(?:\s?[月/.-]\s?(?:(?P<day>0?[1-9]|[12]\d|3[01])\s?"
                 r"(?:日|号|號)?(?!\d))|\s?月)", _date),
            Rule("years", rf"{_START}(?P<first>\d{{4}}){_TO}(?P<second>\d{{4}})(?=年)",
                 _years),
            Rule("year", rf"{_START}\d{{4}}(?=\s?(?:年(?![代级級])|届|屆|版|赛季|賽季|财年|財年))",
                 lambda found: digits(found.group())),
            Rule("clock", rf"{_START}(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)"
                 rf"(?::(?P<second>[0-5]\d))?{_END}", _time),
            Rule("ratio", rf"{_START}(?P<first>\d+)\s?[:：]\s?(?P<second>\d+){_END}",
                 lambda found: f"{number(found['first'])}比{number(found['second'])}"),
            Rule("phone", r"(?<![\dA-Za-z])(?:\+?86[\s-]?)?1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)"
                 r"|(?<![\dA-Za-z])0\d{2,3}[-\s]\d{7,8}(?!\d)|(?<![\dA-Za-z])[48]00-?\d{3,4}-?\d{3,4}"
                 r"(?!\d)|(?<![\dA-Za-z])\+\d{1,3}[\s-]?\d{5,12}(?!\d)"
                 r"|(?<=拨打|撥打|电话|電話|热线|熱線|报警|報警|致电|致電)\s?[:：]?\s?\d{3,5}(?!\d)",
                 _phone),
            Rule("money", rf"(?<![A-Za-z\d])(?P<sign>{sign})\s?(?P<number>{_N})"
                 rf"(?P<scale>[{_SCALES}]+)?(?:元|块)?(?P<code>)", _money),
            Rule("money_after", rf"{_START}(?P<number>{_N})(?P<scale>[{_SCALES}]+)?\s?"
                 r"(?P<code>USD|EUR|GBP|CNY|RMB|HKD|JPY|€|£)(?P<sign>)(?![A-Za-z])", _money),
            Rule("degrees", rf"(?P<minus>(?<![\dA-Za-z])[-−－])?(?:(?P<first>{_N}){_TO})?"
                 rf"(?P<number>{_N})\s?(?:°\s?(?P<scale>[CF])|(?P<scale>[℃℉]))", _degrees),
            Rule("percent", rf"(?P<minus>(?<![\dA-Za-z])[-−－])?(?:(?P<first>{_N})[%％]?{_TO})?"
                 rf"(?P<number>{_N})\s?(?P<sign>[%％‰])", _percent),
            Rule("unit", rf"{_START}(?:(?P<first>{_N}){_TO})?(?P<number>{_N})\s?(?P<unit>{_UNIT})"
                 r"(?![A-Za-z\d/])", _unit),
            Rule("flight", r"(?<=[A-Z]{1,2})\d{3,4}(?=次|航班|号列车|號列車)",
                 lambda found: digits(found.group(), "幺")),
            Rule("room", rf"{_START}\d{{3,4}}(?=\s?(?:房|室|路公交|路车|路車))",
                 lambda found: digits(found.group(), "幺")),
            Rule("fraction", rf"{_START}(?P<above>\d{{1,2}})/(?P<below>\d{{1,3}})(?![\d/])",
                 lambda found: f"{number(found['below'])}分之{number(found['above'])}"),
            Rule("mixed", "[½⅓⅔¼¾]", lambda found: _FRACTIONS[found.group()]),
            Rule("span", rf"{_START}(?P<first>{_N}){_TO}(?P<second>{_N})(?![\d-]|[.,]\d)",
                 _span),
            Rule("version", rf"(?<![\d.])\d+(?:\.\d+){{2,}}{_END}",
                 lambda found: "点".join(number(part) for part in found.group().split("."))),
            Rule("code", r"(?<=[A-Za-z]{2,})\d{3,}", lambda found: digits(found.group())),
            Rule("first", r"(?<![A-Za-z])[Nn][Oo]\.?\s?(?P<number>\d+)",
                 lambda found: f"第{number(found['number'])}"),
            Rule("decade", rf"{_START}(?P<century>\d{{2}})?(?P<tens>\d0)(?=年代)",
                 lambda found: digits(found["century"] or "") + number(found["tens"])
                 if not found["century"] else digits(found.group())),
            Rule("ordinal", rf"(?<=第)(?:{_N})", lambda found: number(found.group())),
            Rule("counted", rf"{_START}2(?=\s?[{_MEASURES}])(?!\s?(?:月|号|號|点\d|點\d|年级|年級))",
                 always("两")),
            Rule("number", rf"(?:(?<![\w)）])[-−－])?(?:{_N})", _plain),
            Rule("until", r"(?<=[日号號月年点點])\s?[-–—~～]\s?(?=\d)", always("到")),
            Rule("signs", rf"[{regex.escape(''.join(_SIGNS))}]",
                 lambda found: _SIGNS[found.group()]),
        ]
    )  # fmt: skip
