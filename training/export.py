"""Turn the tuned model into the small files that the product ships."""

import json
import unicodedata
from copy import deepcopy
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from closeknit.coach.pieces import LONGEST, LONGEST_TO
from training.joint import Joint
from training.sets import MOVES

_LATIN_ENDS = 0x250
_SIGNS = set("–—‘’“”…€£")
_OPSET = 17
# Signs for the beginning and the ends, and a few to spare.
_SPECIAL = 24


class _Shipped(nn.Module):
    """The joint model with what calibration found built in."""

    def __init__(self, model: Joint, fitted: dict[str, np.ndarray]) -> None:
        super().__init__()
        self.model = model
        for name, values in fitted.items():
            self.register_buffer(name, torch.tensor(values, dtype=torch.float32))

    def forward(self, ids: Tensor, mask: Tensor, segments: Tensor) -> tuple[Tensor, ...]:
        found = self.model(ids, mask, segments)
        main = found["main"].log_softmax(-1)[:, : len(MOVES)]
        depth = (found["depth"] * self.depth[0] + self.depth[1]).clamp(0, 1)
        return (
            depth[:, 0],
            (found["feelings"] * self.feelings[0] + self.feelings[1]).sigmoid(),
            (found["moves"] * self.moves[0] + main * self.moves[1] + self.moves[2]).sigmoid(),
            (found["vague"] * self.vague[0] + self.vague[1]).sigmoid()[:, 0],
            found["meaning"],
        )


NAMES = ("depth", "feelings", "moves", "vague", "meaning")


def export(model: Joint, fitted: dict[str, np.ndarray], tokenizer: Path, folder: Path) -> None:
    """Write `model.onnx` (dynamic int8, words left out that English does not use) and its words."""
    folder.mkdir(parents=True, exist_ok=True)
    model = deepcopy(model)
    kept = _pruned(tokenizer, folder / "words.json")
    _keep_words(model, kept)
    _keep_places(model)
    large = folder / "large.onnx"
    example = torch.ones((2, 6), dtype=torch.long)
    torch.onnx.export(
        _Shipped(model.float().eval(), fitted),
        (example, example, example),
        str(large),
        input_names=["ids", "mask", "segments"],
        output_names=list(NAMES),
        dynamic_axes={name: {0: "texts", 1: "words"} for name in ("ids", "mask", "segments")}
        | {name: {0: "texts"} for name in NAMES},
        opset_version=_OPSET,
        dynamo=False,
    )
    quantize_dynamic(
        large,
        folder / "model.onnx",
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather"],
    )
    large.unlink()


def _pruned(tokenizer: Path, target: Path) -> list[int]:
    """Write the tokenizer with English words alone; return the numbers that they had before."""
    found = json.loads(tokenizer.read_text(encoding="utf-8"))
    words = found["model"]["vocab"]
    kept = [word for word in words if _is_used(word)]
    new = {word: number for number, word in enumerate(kept)}
    found["model"]["vocab"] = new
    found["added_tokens"] = [one | {"id": new[one["content"]]} for one in found["added_tokens"]]
    for name, special in found["post_processor"]["special_tokens"].items():
        special["ids"] = [new[name]]
    found |= {"padding": None, "truncation": None}
    target.write_text(
        json.dumps(found, ensure_ascii=False, separators=(",", ":")), encoding="utf-8"
    )
    return [words[word] for word in kept]


def _is_used(word: str) -> bool:
    letters = word.removeprefix("##")
    if word.startswith("[unused"):
        return False
    return all(ord(one) < _LATIN_ENDS or one in _SIGNS for one in letters) and not (
        len(letters) > 1 and any(unicodedata.category(one) == "No" for one in letters)
    )


def _keep_words(model: Joint, kept: list[int]) -> None:
    table = model.encoder.embeddings.word_embeddings
    smaller = nn.Embedding(len(kept), table.embedding_dim, padding_idx=0)
    smaller.weight = nn.Parameter(table.weight.detach()[kept].clone(), requires_grad=False)
    model.encoder.embeddings.word_embeddings = smaller


def _keep_places(model: Joint) -> None:
    """Leave out places in a text that are further on than any text goes."""
    embeddings, most = model.encoder.embeddings, LONGEST + LONGEST_TO + _SPECIAL
    table = embeddings.position_embeddings
    smaller = nn.Embedding(most, table.embedding_dim)
    smaller.weight = nn.Parameter(table.weight.detach()[:most].clone(), requires_grad=False)
    embeddings.position_embeddings = smaller
