"""Cut texts into the pieces of words that the model knows; training and product do it alike."""

from typing import TYPE_CHECKING

from closeknit.coach.bare import bare
from closeknit.coach.plain import plain, shortened

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

# In pieces. What lies between beginning and end of a longer text is passed over.
LONGEST, LONGEST_TO = 96, 40


def pieces(tokenizer: "Tokenizer", text: str, to: str = "", *, is_bare: bool = False) -> "Encoding":
    """Return a text, and the message that it answers if there is one, as the model reads them.

    `is_bare` leaves out names and articles, for what must not depend on them.
    """
    texts = [shortened(one) for one in (text, to)]
    if is_bare:
        texts = [bare(one) for one in texts]
    shorter = _cut(tokenizer, plain(texts[0]), LONGEST)
    answered = _cut(tokenizer, plain(texts[1]), LONGEST_TO)
    return tokenizer.encode(shorter, answered) if answered else tokenizer.encode(shorter)


def _cut(tokenizer: "Tokenizer", text: str, longest: int) -> str:
    # Every piece has one letter at least.
    if len(text) <= longest:
        return text
    found = tokenizer.encode(text, add_special_tokens=False)
    if len(found.ids) <= longest:
        return text
    half = longest // 2
    return f"{text[: found.offsets[half][0]]} {text[found.offsets[-half][0] :]}"
