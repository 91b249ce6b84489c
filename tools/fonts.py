"""Cut the two fonts that the charts are drawn in down to the signs that the project uses.

    python tools/fonts.py NotoSans[wdth,wght].ttf NotoSansCJKjp-Regular.otf

Both are under the SIL Open Font License (see publish/fonts/OFL.txt). The Latin and Cyrillic signs come from Noto Sans,
everything else from Noto Sans CJK JP: kana, geometric signs, and the kanji of the packaged names and of the messages.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

PACKAGE = Path(__file__).parents[1] / "src" / "yellowplate"
FONTS = PACKAGE / "publish" / "fonts"
LATIN = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x400, 0x460), 0x490, 0x491)))
LATIN += "\u2009\u202f\u2010\u2011\u2012–—‘’‚“”„†‡•…‰‹›€№−"
SIGNS = "▲▼●○◆◇■□△▽→←↑↓≈≤≥★※"
KANA = "".join(map(chr, (*range(0x3000, 0x3020), *range(0x3041, 0x3100), *range(0xFF01, 0xFF60))))
_DROPPED = ["GPOS", "GSUB", "GDEF", "BASE", "VORG", "vhea", "vmtx", "STAT", "meta"]


def main(latin: str, japanese: str) -> None:
    """Write both fonts."""
    plain = instancer.instantiateVariableFont(TTFont(latin), {"wdth": 100, "wght": 400})
    _write(plain, LATIN, FONTS / "NotoSans-subset.ttf")
    _write(TTFont(japanese), SIGNS + KANA + _kanji(), FONTS / "NotoSansCJKjp-subset.otf")


def _kanji() -> str:
    """The kanji of the packaged names and of the Japanese messages."""
    files = [*(PACKAGE / "data").glob("*.csv"), *PACKAGE.rglob("yellowplate.po")]
    text = "".join(file.read_text("utf-8") for file in files)
    return "".join(sorted({sign for sign in text if "\u4e00" <= sign <= "\u9fff" or sign == "々"}))


def _write(font: TTFont, text: str, out: Path) -> None:
    options = subset.Options(hinting=False, desubroutinize=True, layout_features=[], name_IDs=[0, 1, 2, 4, 6, 13, 14])
    options.drop_tables += _DROPPED
    cutter = subset.Subsetter(options)
    cutter.populate(text=text)
    cutter.subset(font)
    font["head"].modified = font["head"].created  # the same bytes on any day
    font.recalcTimestamp = False
    font.save(out)
    print(f"{out.name}: {len(font.getBestCmap())} signs, {out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
