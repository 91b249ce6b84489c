"""Feed the readers damaged files: what they make of them, and that nothing but a YellowplateError ever leaves them.

    python -m bench.fuzz_readers --inputs 20000 --seed 1

Every input is a real file with bytes flipped, cut, doubled, moved or swapped with another file's (inside the parts of a
workbook too). Each is opened in a process of its own, as the desk does it, and its grids are recognised. Prints, for
each kind of file, how many were read, refused in a sentence, and how many broke the library that opens them, which the
process contains. Ends with 1 if recognising ever raised anything else, or took too long.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from made import csv, ods, page, pdf, table, xls, xlsx
from yellowplate.catalog import Catalog
from yellowplate.errors import InputError, YellowplateError
from yellowplate.facts import Kind, Source
from yellowplate.read.files import read_file
from yellowplate.read.opening.grid import Grid
from yellowplate.read.opening.kinds import FileKind, kind_of
from yellowplate.read.opening.worker import confine, opener
from yellowplate.read.tables import Names, Setting, recognise

SAMPLES = Path(__file__).parent.parent / "tests" / "samples"
READ, REFUSED, BROKEN, ESCAPED = range(4)
OUTCOMES = ("read", "refused", "contained", "ESCAPED")
DOOR_EVERY = 50  # so many inputs apart, one goes through the whole door


def seeds() -> list[bytes]:
    """Files of every kind that are read."""
    rows = [
        ["順位", "メーカー", "通称名", "本月", "前月", "前月比", "前年同月比"],
        ["1", "ホンダ", "Ｎ－ＢＯＸ", "16198", "14000", "115.7", "95.3"],
        ["2", "スズキ", "スペーシア", "12904", "13000", "99.3", "▲0.7"],
    ]
    months = [["", "総台数", "前年比", "乗用車", "前年比"], ["1月", "152,657", "29.0", "119,578", "-2.7"]]
    months += [["2月", "152,657", "29.0", "119,578", "-2.7"]]
    title = ["# 2025年11月 軽乗用車"]
    lines = [[(40 + 90 * place, cell) for place, cell in enumerate(row)] for row in rows]
    sheets = {"2025年11月": [["軽乗用車"], *rows], "2025年10月": [["軽乗用車"], *rows]}
    return [
        *(path.read_bytes() for path in sorted(SAMPLES.iterdir())),
        page(table(rows, "2025年11月 軽乗用車"), encoding="shift_jis"),
        page("<h2>2012年</h2>", table(months), encoding="euc-jp"),
        csv(rows, title),
        csv(rows, title, "cp932"),
        csv(rows, title, "utf-16"),
        xlsx(sheets, ["B2:B3"]),
        xls(sheets),
        ods(sheets),
        pdf([[(40, "2025年11月 軽乗用車")], *lines]),
    ]


def damaged(chance: random.Random, pool: list[bytes]) -> bytes:
    """One seed, damaged; a workbook in packed parts is often damaged within one of them."""
    data = chance.choice(pool)
    if data.startswith(b"PK") and chance.random() < 0.7:
        return _damaged_inside(chance, data)
    return _damaged(chance, data, chance.choice(pool))


def _damaged_inside(chance: random.Random, data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    name = chance.choice(list(parts))
    parts[name] = _damaged(chance, parts[name], chance.choice(list(parts.values())))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for part, content in parts.items():
            packed.writestr(part, content)
    return made.getvalue()


def _damaged(chance: random.Random, data: bytes, other: bytes) -> bytes:
    text = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16, 64))):
        begin = chance.randrange(len(text) + 1)
        end = min(len(text), begin + chance.choice((1, 2, 8, 64, 1024)))
        match chance.randrange(6):
            case 0:
                text[begin:end] = chance.randbytes(end - begin)
            case 1:
                del text[begin:end]
            case 2:
                text[begin:begin] = text[begin:end] * chance.choice((1, 2, 50))
            case 3:
                place = chance.randrange(len(other) + 1)
                text[begin:end] = other[place : place + chance.choice((1, 16, 256))]
            case 4:
                text[begin:end] = chance.choice(
                    (b"9" * 20, b"-1", b"\x00", b"\xff\xff\xff\xff", b"1e999", "年".encode())
                )
            case _:
                text = text[: begin + 1]
    return bytes(text)


def outcome(data: bytes, log: Path) -> int:
    """What becomes of one input, in a process of its own."""
    child = os.fork()
    if child == 0:
        try:
            os._exit(_tried(data))
        except BaseException:
            log.write_text(traceback.format_exc())
            os._exit(ESCAPED)
    _, status = os.waitpid(child, 0)
    return os.WEXITSTATUS(status) if os.WIFEXITED(status) else BROKEN


def _tried(data: bytes) -> int:
    confine()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    try:
        opened = opener(kind_of(data[:8192]))(data)
    except YellowplateError:
        return REFUSED
    except BaseException:
        return BROKEN
    source = Source("fuzz", "https://example.org/", Kind.USER, "example.org", "example.org")
    found = recognise([Grid.of(grid.data()) for grid in opened.grids], Setting(Names(Catalog.packaged()), source))
    return READ if found.reports else REFUSED


def through_the_door(data: bytes, path: Path) -> int:
    """What becomes of one input that is read as a user's file is."""
    path.write_bytes(data)
    try:
        read_file(path, Catalog.packaged(), {})
    except YellowplateError as error:
        return REFUSED if isinstance(error, InputError) and str(error) else ESCAPED
    return READ


def main() -> int:
    """Run the inputs and print what became of them."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    arguments.add_argument("--inputs", type=int, default=5000)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    chance, pool = random.Random(given.seed), seeds()
    Catalog.packaged().find("N-BOX")
    seen: dict[str, Counter[int]] = {kind: Counter() for kind in (*map(str, FileKind), "the door")}
    longest, began = 0.0, time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(given.inputs):
            data = damaged(chance, pool)
            start = time.monotonic()
            if number % DOOR_EVERY:
                kind = kind_of(data[:8192]).value
                result = outcome(data, Path(folder) / "log")
            else:
                kind, result = "the door", through_the_door(data, Path(folder) / "input")
            longest = max(longest, time.monotonic() - start)
            seen[kind][result] += 1
            if result == ESCAPED:
                print(f"input {number} of seed {given.seed}:\n{(Path(folder) / 'log').read_text()}", file=sys.stderr)
    for kind, counts in seen.items():
        print(f"{kind:10}", *(f"{counts[code]:7,} {name}" for code, name in enumerate(OUTCOMES)))
    print(f"{given.inputs:,} inputs, seed {given.seed}, {time.monotonic() - began:.0f} s, the longest {longest:.1f} s")
    return any(counts[ESCAPED] for counts in seen.values())


if __name__ == "__main__":
    sys.exit(main())
