"""Writes the MJ shrink table (MJ縮退マップ) as tab-separated text, with its licence beside it.

usage: mj_shrink.py WHEEL FOLDER
WHEEL is the package jntajis-python, which holds the tables as a C header. Nothing in the package is run.
"""

import re
import sys
import zipfile
from pathlib import Path

HEADING = "mj ucs variation_sequences shrink_jis_ucs_rule shrink_reading_glyph shrink_moj_notice582 shrink_family_register".split()

LICENCE = """mj_shrink.tsv の出典と利用条件

もとのデータ
  MJ文字情報一覧表  著者: 独立行政法人情報処理推進機構（IPA）  公開: 一般社団法人文字情報技術促進協議会
    https://moji.or.jp/mojikiban/mjlist/
  MJ縮退マップ      著者: 独立行政法人情報処理推進機構（IPA）  公開: 一般社団法人文字情報技術促進協議会
    https://moji.or.jp/mojikiban/map/
  利用条件: クリエイティブ・コモンズ 表示 - 継承 2.1 日本（CC BY-SA 2.1 JP）
    https://creativecommons.org/licenses/by-sa/2.1/jp/

加工
  jntajis-python 0.1.0（Open Collector, Inc.）の表から、MJ文字図形名ごとの1行に並べ直しました。
  もとのデータにある次のものは、この表にはありません。
    - 対応するUCSのないMJ文字図形名
    - 「辞書類等による関連字」の候補
    - 候補の順位と、戸籍法関連通達の段数（欄の中の並びは順位ではありません）
    - 「対応するUCS」と「実装したUCS」の別（2つあるときは、符号の小さい順です）

再配布
  この表と、これを加工したものを配るときは、この文を添え、同じ利用条件（CC BY-SA 2.1 JP）で配ってください。

以下は jntajis-python の利用条件です。
----------------------------------------------------------------------
"""


def hexadecimal(*scalars):
    return "_".join(f"{scalar:04X}" for scalar in scalars)


def numbers(text):
    return [int(number) for number in re.findall(r"-?\d+", text)]


def arrays(header, kind):
    """Size and body of each array of a kind."""
    found = re.findall(rf"static const {kind} \w+\[(\d+)\] = \{{\n(.*?)\n\}};", header, re.S)
    return [(int(size), body) for size, body in found]


def names(header):
    """MJ number to its scalars and its (scalar, selector) sequences."""
    found = {}
    for size, body in arrays(header, "MJMappingSet"):
        rows = body.split("\n")
        if len(rows) != size:
            raise ValueError(f"MJMappingSet の行数が {size} ではなく {len(rows)} です")
        for row in rows:
            for mj, variants in re.findall(r"\{(\d+), \{((?:\{\d+, \d, \d, \d+\},? ?)+)\}\}", row):
                values = numbers(variants)
                scalars, sequences = found.setdefault(int(mj), (set(), set()))
                for scalar, valid, selects, selector in zip(*[iter(values)] * 4):
                    if valid and selects:
                        # Selectors 1 to 16 and 17 to 256 stand in two blocks.
                        sequences.add((scalar, selector + (0xFE00 if selector < 16 else 0xE00F0)))
                    elif valid:
                        scalars.add(scalar)
    return found


def shrinking(header):
    """For each MJ number the candidates on each of the four bases."""
    ((size, body),) = arrays(header, "MJShrinkMappingUnicodeSet")
    sets = [numbers(line) for line in body.split("\n") if line.startswith("        {")]
    # The array has one element more than it fills.
    if len(sets) != (size - 1) * 4:
        raise ValueError(f"縮退の候補が {size - 1} 組ではありません")
    return [[[scalar for scalar in part if scalar >= 0] for part in sets[at : at + 4]] for at in range(0, len(sets), 4)]


def table(header):
    candidates = shrinking(header)
    yield HEADING
    for mj, (scalars, sequences) in sorted(names(header).items()):
        bases = candidates[mj] if mj < len(candidates) else [[], [], [], []]
        cells = [map(hexadecimal, sorted(scalars)), (hexadecimal(*sequence) for sequence in sorted(sequences))]
        yield [f"MJ{mj:06d}"] + [" ".join(cell) for cell in cells + [map(hexadecimal, basis) for basis in bases]]


def write(path, text):
    """Whole or not at all; an equal file is left as it is."""
    content = text.encode()
    if path.exists() and path.read_bytes() == content:
        return
    unfinished = path.with_name(path.name + ".new")
    unfinished.write_bytes(content)
    unfinished.replace(path)


def main():
    wheel, folder = Path(sys.argv[1]), Path(sys.argv[2])
    with zipfile.ZipFile(wheel) as package:
        header = package.read("jntajis/_jntajis.h").decode()
        terms = next(package.read(name).decode() for name in package.namelist() if name.endswith(".dist-info/licenses/LICENSE"))
    rows = ["\t".join(row) for row in table(header)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write(folder / "mj_shrink.LICENSE.txt", LICENCE + terms)
        write(folder / "mj_shrink.tsv", "\n".join(rows) + "\n")
    except OSError as error:
        sys.exit(f"{folder} に書けません（{error.strerror}）。フォルダーの名前と、書きこめるかを確かめてください。")
    print(f"{folder}/mj_shrink.tsv に {len(rows) - 1:,} 行を書きました。利用条件は mj_shrink.LICENSE.txt にあります。")


main()
