"""One encoder with a head for each of the coach's tasks."""

from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoModel

from closeknit.coach.pieces import pieces
from training.sets import FEELINGS, MAIN_MOVES, MOVES

OUTPUTS = {
    "depth": 1,
    "feelings": FEELINGS,
    "moves": len(MOVES),
    "main": len(MAIN_MOVES),
    "vague": 1,
}

_THOUGHT = 256


class Head(nn.Module):
    """Look at the words that matter for one task, then decide."""

    def __init__(self, width: int, outputs: int) -> None:
        super().__init__()
        self.look = nn.Linear(width, 1)
        self.think = nn.Linear(2 * width, _THOUGHT)
        self.decide = nn.Linear(_THOUGHT, outputs)
        self.drop = nn.Dropout(0.1)

    def forward(self, words: Tensor, mask: Tensor) -> Tensor:
        weight = self.look(words).masked_fill(mask[..., None] == 0, -1e4).softmax(1)
        seen = torch.cat([(weight * words).sum(1), words[:, 0]], -1)
        return self.decide(self.drop(nn.functional.gelu(self.think(self.drop(seen)))))


class Joint(nn.Module):
    """Text in, every task's raw scores out, and the text's place among meanings (unit length)."""

    def __init__(self, weights: Path) -> None:
        super().__init__()
        # Dropping attention costs a sixth of the time and gained nothing.
        self.encoder = AutoModel.from_pretrained(weights, attention_probs_dropout_prob=0.0)
        self.width = self.encoder.config.hidden_size
        self.has_segments = "type_vocab_size" in self.encoder.config.to_dict()
        self.heads = nn.ModuleDict({name: Head(self.width, n) for name, n in OUTPUTS.items()})
        self.meaning = nn.Linear(self.width, self.width)
        nn.init.eye_(self.meaning.weight)
        nn.init.zeros_(self.meaning.bias)
        # A level of depth as a place on the scale of intimacy: level = slope * depth + offset.
        self.level = nn.Parameter(torch.tensor([2.5, 2.0]))
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)

    def forward(self, ids: Tensor, mask: Tensor, segments: Tensor) -> dict[str, Tensor]:
        more = {"token_type_ids": segments} if self.has_segments else {}
        words = self.encoder(input_ids=ids, attention_mask=mask, **more).last_hidden_state
        found = {name: head(words, mask) for name, head in self.heads.items()}
        many = mask[..., None].to(words.dtype)
        mean = (words * many).sum(1) / many.sum(1)
        return found | {"meaning": nn.functional.normalize(self.meaning(mean), dim=-1)}


class Reader:
    """Turn texts into numbers as the product does."""

    def __init__(self, weights: Path) -> None:
        self.tokenizer = Tokenizer.from_file(str(weights / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.pad = self.tokenizer.token_to_id("[PAD]") or self.tokenizer.token_to_id("<pad>") or 0

    def __call__(
        self, texts: list[str], to: list[str], *, is_bare: bool = False
    ) -> tuple[Tensor, Tensor, Tensor]:
        both = zip(texts, to, strict=True)
        rows = [pieces(self.tokenizer, *one, is_bare=is_bare) for one in both]
        longest = max(len(row.ids) for row in rows)

        def padded(name: str, fill: int) -> Tensor:
            return torch.tensor(
                [getattr(row, name) + [fill] * (longest - len(row.ids)) for row in rows]
            )

        return padded("ids", self.pad), padded("attention_mask", 0), padded("type_ids", 0)
