"""Texts as people paste them: passages, the samples of the pages, and code."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
PAGES = ("workspace/static/js/samples.js", "inference/server/web/static/js/samples.js")


def ordinary_texts() -> list[str]:
    passages = json.loads((ROOT / "training/export/texts.json").read_text(encoding="utf-8"))
    pages = (re.findall(r"`([^`]+)`", (ROOT / page).read_text(encoding="utf-8")) for page in PAGES)
    tests = (path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("test_*.py")))
    return [*(passage["text"] for passage in passages), *(text for page in pages for text in page), *tests]
