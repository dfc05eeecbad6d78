"""What counting words, or the untuned encoder, would reach: the marks that training has to beat."""

import logging
from functools import cache
from pathlib import Path

import numpy as np
from scipy.special import expit, logit
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold

from training import calibrating, sets
from training.fitting import outputs
from training.joint import Joint, Reader
from training.sets import MOVES, Set

log = logging.getLogger("training")
_FOLDS = 5
_RAREST = 1e-6


def words(name: str) -> np.ndarray:
    """Say of each measured text of a set what TF-IDF (words and pairs) with regressions says."""
    log.info("counting words: %s", name)
    train, test = sets.learned(name), sets.measured(name)
    counted = _counting()
    known = counted.fit_transform(train.texts)
    return _said(name, known, train.targets, counted.transform(test.texts), test.targets)


def frozen(weights: Path, name: str) -> np.ndarray:
    """Say of each measured text of a set what regressions on the untuned encoder say."""
    log.info("the untuned encoder: %s", name)
    train, test = sets.learned(name), sets.measured(name)
    known, asked = _placed(weights, train), _placed(weights, test)
    return _said(name, known, train.targets, asked, test.targets)


def cue_words() -> dict[str, float]:
    """Return macro-F1 of the main move (all eight) over five folds by message, plain and tuned."""
    replies = sets.replies()
    main = replies.targets[:, len(MOVES)].astype(int)
    plain = TfidfVectorizer(), LogisticRegression(max_iter=1000)
    tuned = _counting(), LogisticRegression(C=10, max_iter=2000, class_weight="balanced")
    found = {}
    for label, (counted, model) in {"words": plain, "words and pairs, balanced": tuned}.items():
        said = np.zeros_like(main)
        for train, test in GroupKFold(_FOLDS).split(main, groups=replies.groups):
            known = counted.fit_transform(replies.only(train).texts)
            model.fit(known, main[train])
            said[test] = model.predict(counted.transform(replies.only(test).texts))
        found[label] = float(f1_score(main, said, average="macro"))
    return found


def _counting() -> TfidfVectorizer:
    return TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)


def _said(name: str, known, targets: np.ndarray, asked, true: np.ndarray) -> np.ndarray:
    """Fit on what is known, and say what is asked in the shape in which the coach says it."""
    if name in {"intimacy", "questions"}:
        return Ridge(alpha=1.0).fit(known, targets[:, 0]).predict(asked)
    columns = len(MOVES) if name in sets.OF_REPLIES else targets.shape[1]
    likely = [
        LogisticRegression(C=10, max_iter=2000)
        .fit(known, targets[:, one] > 0)
        .predict_proba(asked)[:, 1]
        for one in range(columns)
    ]
    if name == "feelings":
        scores = logit(np.clip(np.stack(likely, 1), _RAREST, 1 - _RAREST))
        return expit(calibrating.crossed(scores, true, seed=0))
    return likely[0] if name == "vague" else np.stack(likely, 1)


@cache
def _untuned(weights: Path) -> tuple[Joint, Reader]:
    return Joint(weights), Reader(weights)


def _placed(weights: Path, texts: Set) -> np.ndarray:
    """Return where the texts lie, and beside it the messages that they answer."""
    model, reader = _untuned(weights)
    nothing = [""] * len(texts)
    places = [outputs(model, reader, Set(texts.texts, nothing, texts.targets, texts.groups))]
    if any(texts.to):
        places.append(outputs(model, reader, Set(texts.to, nothing, texts.targets, texts.groups)))
    return np.hstack([one["meaning"] for one in places])
