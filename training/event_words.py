"""Lists the word stems that mostly tell what somebody does: ``src/firsthand/languages/<code>/event_words.txt``.

Verbs by the treebanks, nouns of events by ECB+ (English), and what translates them by the bilingual lexicons. Facts
about word usage, no sentence of any corpus. Run: ``python training/event_words.py`` with FIRSTHAND_DATA set.
"""

from __future__ import annotations

import gzip
import json
import os
from collections import Counter
from pathlib import Path

from firsthand.languages import table
from firsthand.languages.lexicon import lexicon
from firsthand.reuse.translation_words import content_words, tokens
from firsthand.text.words import words_of

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("FIRSTHAND_DATA", ROOT.parent / "shared" / "data"))
TREEBANKS = {
    "en": ("en_ewt-train", "en_pud"),
    "es": ("es_gsd-dev", "es_gsd-test", "es_pud"),
    "pt": ("pt_bosque-train", "pt_pud"),
    "fr": (),
}
MIN_COUNT, MIN_SHARE = 2, 0.25
FIRST_UNREAD_TOPIC = 24
LICENCE = "# Word stems that mostly tell what somebody does; CC BY-SA 4.0, see LICENSES/event-words.md"


def verbs(language: str) -> dict[str, float]:
    """Stems that a treebank tags as verbs, with the share of their uses that are."""
    total, tagged = Counter[str](), Counter[str]()
    for name in TREEBANKS[language]:
        with gzip.open(DATA / "ud" / f"{name}.conllu.gz", "rt", encoding="utf8") as lines:
            rows = [line.split("\t") for line in lines]
        for fields in rows:
            if len(fields) < 4 or not fields[0].isdigit():
                continue
            for stem in content_words(tokens(fields[1]), language):
                total[stem] += 1
                tagged[stem] += fields[3] == "VERB"
    return {s: tagged[s] / n for s, n in total.items() if tagged[s] >= MIN_COUNT}


def events() -> set[str]:
    """English stems that ECB+ marks as actions more often than not, in the topics that are read."""
    total, marked = Counter[str](), Counter[str]()
    with gzip.open(DATA / "claims" / "ecb_dev.jsonl.gz", "rt", encoding="utf8") as lines:
        documents = [json.loads(line) for line in lines]
    for document in documents:
        if int(document["collection"].removesuffix("plus")) >= FIRST_UNREAD_TOPIC:
            continue
        for sentence in document["sentences"]:
            if not sentence["checked"]:
                continue
            start, end = sentence["start"], sentence["end"]
            total.update(content_words(tokens(document["text"][start:end]), "en"))
            for m in document["mentions"]:
                if start <= m["start"] < end and "ACTION" in m["kind"] and "REPORTING" not in m["kind"]:
                    marked.update(content_words(tokens(document["text"][m["start"] : m["end"]]), "en"))
    return {s for s, n in total.items() if marked[s] >= 2 and marked[s] / n >= MIN_SHARE}


def unspoken(language: str) -> set[str]:
    """Stems of words that frame a claim: who says it is no event."""
    words = table(language, "words")
    listed = " ".join(words.get(name, "") for name in ("function_words", "frame_words"))
    return set(content_words(words_of(listed), language))


def main() -> None:
    """Write one list a language."""
    english = {s for s, share in verbs("en").items() if share >= MIN_SHARE} | events()
    english -= unspoken("en")
    for language in TREEBANKS:
        found = english if language == "en" else {s for s, share in verbs(language).items() if share >= MIN_SHARE}
        for stem, translations in lexicon(language).items():
            best = [pivot for pivot, weight in translations if weight == 1]
            if best and all(pivot in english for pivot in best):
                found = found | {stem}
        found = {s for s in found - unspoken(language) if len(s) > 2 and not s.startswith("#")}
        path = ROOT / "src/firsthand/languages" / language / "event_words.txt"
        path.write_text("\n".join([LICENCE, *sorted(found)]) + "\n", "utf8")
        print(language, len(found))


if __name__ == "__main__":
    main()
