"""Amounts of money in words, in Vietnamese and English, as receipts and decisions print them."""

from motcua.kernel.money import LARGEST

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("", "nghìn", "triệu", "tỷ")

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ENGLISH_SCALES = ("", "thousand", "million", "billion")


def _groups(amount: int) -> list[tuple[int, int]]:
    """Groups of three digits with their scale, highest first, empty ones left out."""
    if not 0 <= amount <= LARGEST:
        raise ValueError(f"not an amount of money: {amount}")
    parts = []
    scale = 0
    while amount:
        amount, part = divmod(amount, 1000)
        if part:
            parts.append((part, scale))
        scale += 1
    return parts[::-1]


def _below_hundred(tens: int, ones: int) -> list[str]:
    """Two digits: mốt, tư and lăm take the place of một, bốn and năm after a ten."""
    if tens == 0:
        return [_DIGITS[ones]]
    words = ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if ones == 0:
        return words
    special = {5: "lăm"} if tens == 1 else {1: "mốt", 4: "tư", 5: "lăm"}
    return [*words, special.get(ones, _DIGITS[ones])]


def _three_digits(part: int, *, leading: bool) -> list[str]:
    """Up to three digits; inside a number the hundreds are said even when there are none."""
    hundreds, rest = divmod(part, 100)
    tens, ones = divmod(rest, 10)
    if leading and hundreds == 0:
        return _below_hundred(tens, ones)
    words = [_DIGITS[hundreds], "trăm"]
    if rest == 0:
        return words
    if tens == 0:
        return [*words, "linh", _DIGITS[ones]]
    return [*words, *_below_hundred(tens, ones)]


def vietnamese(amount: int) -> str:
    """24000 -> `Hai mươi tư nghìn đồng`; 0 to 999,999,999,999 dong.

    :raises ValueError: outside that range
    """
    words: list[str] = []
    for place, (part, scale) in enumerate(_groups(amount)):
        words += _three_digits(part, leading=place == 0)
        words += [_SCALES[scale]] if scale else []
    spoken = " ".join(words or ["không"])
    return f"{spoken[0].upper()}{spoken[1:]} đồng"


def _english_three(part: int) -> list[str]:
    hundreds, rest = divmod(part, 100)
    words = [_ONES[hundreds], "hundred"] if hundreds else []
    if rest >= 20:
        tens, ones = divmod(rest, 10)
        return [*words, _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")]
    return [*words, _ONES[rest]] if rest else words


def english(amount: int) -> str:
    """24000 -> `Twenty-four thousand dong`; the same range.

    :raises ValueError: outside that range
    """
    words: list[str] = []
    for part, scale in _groups(amount):
        words += _english_three(part)
        words += [_ENGLISH_SCALES[scale]] if scale else []
    spoken = " ".join(words or ["zero"])
    return f"{spoken[0].upper()}{spoken[1:]} dong"


def in_words(amount: int, language: str) -> str:
    """The amount in the reader's language."""
    return english(amount) if language == "en" else vietnamese(amount)
