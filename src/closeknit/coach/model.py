"""Run the model: text in, probabilities out."""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from closeknit.coach.language import is_other
from closeknit.coach.pieces import pieces
from closeknit.coach.shelf import Shelf
from closeknit.domain.questions import LIGHTEST
from closeknit.domain.replies import MOVES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Encoding

# The 28 names of GoEmotions (Demszky et al. 2020), in their order.
FEELINGS = (
    "admiration", "amusement", "anger", "annoyance", "approval", "caring", "confusion",
    "curiosity", "desire", "disappointment", "disapproval", "disgust", "embarrassment",
    "excitement", "fear", "gratitude", "grief", "joy", "love", "nervousness", "optimism", "pride",
    "realization", "relief", "remorse", "sadness", "surprise", "neutral",
)  # fmt: skip

WIDTH = 384
# Where depth puts the lightest and the deepest level of our content; strangers ask lighter things.
LIGHT_AT, DEEP_AT = 0.3, 0.9
# From where a question counts as personal, open, deep; in doubt it is light.
_LEVELS_FROM = (0.49, 0.6, 0.78)
_RAREST = 1e-4
# Texts that are run together, of about the same length.
_AT_ONCE = 16


@dataclass(frozen=True)
class _Read:
    """What the model says of one text."""

    depth: float
    feelings: Sequence[float]
    moves: Sequence[float]
    vague: float


class Coach:
    """The model in memory. It may be asked from several threads at once, and remembers nothing."""

    def __init__(self, model: Path, words: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        # One sentence is too little work for more than one thread.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(model), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(words))
        self._shelves: dict[tuple[str, ...], Shelf] = {}
        self._shelving = Lock()

    def depth(self, question: str) -> float:
        """Return how deep a question or an invitation goes, 0 (small talk) to 1."""
        return self._read(question).depth

    def moves(self, reply: str, to: str) -> dict[str, float]:
        """Return for each of `MOVES` how likely the reply makes it, 0 to 1.

        `to` is the message that it answers. All are 0 when it is not in English or has no words.
        """
        if is_other(reply) or not any(map(str.isalpha, reply)):
            return dict.fromkeys(MOVES, 0.0)
        return dict(zip(MOVES, self._read(reply, to, is_bare=True).moves, strict=True))

    def feelings(self, text: str) -> dict[str, float]:
        """Return for each of `FEELINGS` how likely it is in the text; 0 when not in English."""
        if is_other(text):
            return dict.fromkeys(FEELINGS, 0.0)
        return dict(zip(FEELINGS, self._read(text).feelings, strict=True))

    def vague(self, text: str) -> float:
        """Return how likely an answer to "How are you?" names neither feeling nor need, 0 to 1."""
        return 0.0 if is_other(text) else self._read(text, is_bare=True).vague

    def level(self, question: str) -> int:
        """Return the level of depth that content uses: 1 light, 2 personal, 3 open, 4 deep."""
        return LIGHTEST + bisect_right(_LEVELS_FROM, self.depth(question))

    def places(self, texts: Sequence[str]) -> "tuple[NDArray[np.float32], NDArray[np.float32]]":
        """Return where texts lie among meanings and among feelings.

        Meanings: (texts, 384), unit length. Feelings: (texts, 27), log-odds of all but neutral.
        """
        import numpy as np

        cut = [pieces(self._tokenizer, text) for text in texts]
        order = sorted(range(len(cut)), key=lambda at: len(cut[at].ids))
        meanings = np.empty((len(cut), WIDTH), dtype=np.float32)
        likely = np.empty((len(cut), len(FEELINGS)), dtype=np.float32)
        for start in range(0, len(order), _AT_ONCE):
            some = order[start : start + _AT_ONCE]
            _, likely[some], _, _, meanings[some] = self._run([cut[at] for at in some])
        likely = np.clip(likely[:, :-1], _RAREST, 1 - _RAREST)
        return meanings, np.log(likely / (1 - likely))

    def shelf(self, texts: Sequence[str]) -> Shelf:
        """Return these texts to compare others with. They are read when first asked for."""
        known = tuple(texts)
        with self._shelving:
            if known not in self._shelves:
                self._shelves[known] = Shelf(self, known)
            return self._shelves[known]

    def _read(self, text: str, to: str = "", *, is_bare: bool = False) -> _Read:
        cut = pieces(self._tokenizer, text, to, is_bare=is_bare)
        depth, feelings, moves, vague, _ = self._run([cut])
        return _Read(float(depth[0]), feelings[0].tolist(), moves[0].tolist(), float(vague[0]))

    def _run(self, cut: "Sequence[Encoding]") -> "list[NDArray[np.float32]]":
        """Return depth, feelings, moves, vague and meaning of texts that are run together."""
        import numpy as np

        longest = max(len(one.ids) for one in cut)
        asked = {
            name: np.array([[*numbers(one), *[0] * (longest - len(one.ids))] for one in cut])
            for name, numbers in _INPUTS.items()
        }
        found: list[NDArray[np.float32]] = self._session.run(None, asked)
        return found


_INPUTS: "Mapping[str, Callable[[Encoding], Sequence[int]]]" = {
    "ids": lambda cut: cut.ids,
    "mask": lambda cut: cut.attention_mask,
    "segments": lambda cut: cut.type_ids,
}
