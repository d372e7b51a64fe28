"""A register as a ward's system hands it over, invented from a seed: 40 columns, all quoted, in UTF-8 and in CP932.

usage: standardization_file.py FOLDER [--rows N] [--dirty SHARE] [--gaiji] [--seed N]
Writes FOLDER/utf8.csv and FOLDER/cp932.csv with the same values; equal options give equal bytes.
--dirty  in this share of the rows every one of the eight rules of standardization_peers.py fails
--gaiji  about 0.1 % of all values hold a user-defined character (F040-F9FC in CP932)
"""

import argparse
import random
from pathlib import Path

HEADING = (
    "宛名番号 世帯番号 氏名 氏名カナ 通称 生年月日 生年月日和暦 性別 続柄 住民区分 "
    "郵便番号 町丁コード 住所 番地 方書 異動日 届出日 異動事由 転入前住所 住定日 "
    "住民となった日 消除日 国籍 在留資格 整理番号 課税区分 所得額 課税標準額 年税額 収納額 "
    "国保番号 国保取得日 基礎年金番号 要介護区分 認定日 児童手当区分 電話番号 備考 世帯主カナ 更新日時"
).split()
SURNAMES = (
    "佐藤:ｻﾄｳ 鈴木:ｽｽﾞｷ 高橋:ﾀｶﾊｼ 田中:ﾀﾅｶ 渡辺:ﾜﾀﾅﾍﾞ 伊藤:ｲﾄｳ 中村:ﾅｶﾑﾗ 小林:ｺﾊﾞﾔｼ 山本:ﾔﾏﾓﾄ 加藤:ｶﾄｳ 吉田:ﾖｼﾀﾞ 山田:ﾔﾏﾀﾞ "
    "髙木:ﾀｶｷﾞ 山﨑:ﾔﾏｻﾞｷ 長谷川:ﾊｾｶﾞﾜ 佐々木:ｻｻｷ 齋藤:ｻｲﾄｳ 阿部:ｱﾍﾞ 森:ﾓﾘ 池田:ｲｹﾀﾞ 橋本:ﾊｼﾓﾄ 五十嵐:ｲｶﾞﾗｼ 原:ﾊﾗ 小笠原:ｵｶﾞｻﾜﾗ"
).split()
GIVEN = (
    "翔太:ｼｮｳﾀ 健一:ｹﾝｲﾁ 誠:ﾏｺﾄ 大輔:ﾀﾞｲｽｹ 和夫:ｶｽﾞｵ 清:ｷﾖｼ 美咲:ﾐｻｷ 陽子:ﾖｳｺ 幸子:ｻﾁｺ 恵美子:ｴﾐｺ 由美:ﾕﾐ 直樹:ﾅｵｷ "
    "さくら:ｻｸﾗ 久美子:ｸﾐｺ 節子:ｾﾂｺ 隆:ﾀｶｼ 正雄:ﾏｻｵ 千代:ﾁﾖ 裕子:ﾕｳｺ 健太郎:ｹﾝﾀﾛｳ"
).split()
TOWNS = "阿佐谷南 阿佐谷北 高円寺南 高円寺北 荻窪 南荻窪 上荻 西荻北 和泉 永福 浜田山 成田東 成田西 高井戸東 下高井戸 久我山 善福寺 井草 桃井 梅里".split()
HOUSES = "見本荘 コーポ見本 見本ハイツ メゾン見本 見本マンション".split()
FROM = "東京都中野区見本一丁目 神奈川県横浜市見本区見本町 埼玉県さいたま市見本区 大阪府大阪市見本区見本町 北海道札幌市見本区北一条".split()
NUMERALS = "一二三四五六"


def era(day):
    for code, first, base in (("R", 20190501, 2018), ("H", 19890108, 1988), ("S", 19261225, 1925), ("T", 19120730, 1911)):
        if day >= first:
            return f"{code}{day // 10000 - base:02d}{day % 10000:04d}"
    return f"M{day // 10000 - 1867:02d}{day % 10000:04d}"


def rows(count, dirty, gaiji, seed):
    uniform = random.Random(seed).random
    # Of its own, so that the options change only the values they are about.
    odd = random.Random(seed + 1).random

    def below(bound):
        return int(uniform() * bound)

    def pick(values):
        return values[int(uniform() * len(values))]

    def day(first, last):
        return (first + below(last - first + 1)) * 10000 + (1 + below(12)) * 100 + 1 + below(28)

    for number in range(count):
        surname, surname_kana = pick(SURNAMES).split(":")
        given, given_kana = pick(GIVEN).split(":")
        born = day(1925, 2024)
        moved = day(max(born // 10000 + 1, 1986), 2025)
        filed = moved // 100 * 100 + min(28, moved % 100 + below(14))
        town = below(len(TOWNS))
        income = 0 if uniform() < 0.3 else below(9_000_000)
        tax = income // 10
        old = born < 19600000
        row = [
            f"{1000000000 + number * 7:010d}", f"{2000000000 + number // 2:010d}", f"{surname}　{given}",
            f"{surname_kana} {given_kana}", "見本" if uniform() < 0.02 else "", str(born), era(born), pick("12"),
            f"{below(20):02d}", pick("1112"), f"166{below(100):04d}", f"{town + 1:03d}{below(900):03d}",
            f"{TOWNS[town]}{pick(NUMERALS)}丁目", f"{1 + below(40)}-{1 + below(30)}",
            f"{pick(HOUSES)}{101 + below(800)}" if uniform() < 0.4 else "", str(moved), str(filed), f"{below(60):02d}",
            pick(FROM) if uniform() < 0.25 else "", str(moved), str(moved), str(filed) if uniform() < 0.1 else "",
            "392", "", f"{below(10**11):011d}", pick("0123"), str(income), str(income * 7 // 10 // 1000 * 1000), str(tax),
            str(tax if uniform() < 0.95 else tax // 2), f"{below(10**8):08d}", era(moved), f"{below(10**10):010d}",
            str(below(6)) if old else "", str(day(2015, 2025)) if old else "", pick("01"), f"03-0000-{below(10**4):04d}",
            "住所照会中" if uniform() < 0.03 else "", f"{surname_kana} {pick(GIVEN).split(':')[1]}", f"{day(2020, 2025)}{below(24):02d}{below(60):02d}00",
        ]  # fmt: skip
        if gaiji and odd() < 0.001 * len(HEADING):
            place = 2 if odd() < 0.5 else 12
            row[place] = chr(0xE000 + int(odd() * 1880)) + row[place][1:]
        if dirty and odd() < dirty:
            row[0] = row[0][:-1] + "A"
            row[2] = ""
            row[3] = "ミホン タロウ"
            row[5] = row[5][:4] + "1345"
            row[7] = "X"
            row[10] = row[10][:3] + "-" + row[10][4:]
            row[16] = str(moved - 10000)
            row[26] += "A"
        yield row


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=570_000)
    parser.add_argument("--dirty", type=float, default=0)
    parser.add_argument("--gaiji", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    with open(options.folder / "utf8.csv", "wb") as utf8, open(options.folder / "cp932.csv", "wb") as cp932:

        def write(lines):
            text = "".join('"' + '","'.join(line) + '"\r\n' for line in lines)
            utf8.write(text.encode())
            cp932.write(text.encode("cp932"))

        lines = [HEADING]
        for row in rows(options.rows, options.dirty, options.gaiji, options.seed):
            lines.append(row)
            if len(lines) == 10_000:
                write(lines)
                lines = []
        write(lines)


main()
