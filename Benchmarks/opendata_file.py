"""opendata_file.py ROWS FILE: writes a table of 12 columns to be published, about 148 bytes a row: a code with leading zeros, 20 kinds,
139 towns, places on the earth, numbers, days."""
import csv, sys

rows, path = int(sys.argv[1]), sys.argv[2]
kinds = [f"種別{n:02d}" for n in range(20)]
with open(path, "w", newline="", encoding="utf-8-sig") as file:
    writer = csv.writer(file)
    writer.writerow("ID,全国地方公共団体コード,名称,種別,町名,番地,緯度,経度,電話番号,面積,登録日,備考".split(","))
    for n in range(rows):
        writer.writerow([
            f"{n + 1:08d}", "131156", f"見本の施設{n % 9973}", kinds[n * 7919 % 20], f"見本町{n * 104729 % 139 + 1}丁目",
            f"{n % 40 + 1}番{n % 20 + 1}号", f"35.{690000 + n % 9999}", f"139.{630000 + n % 9999}",
            f"03-{3000 + n % 999}-{1000 + n % 8999}", f"{n % 5000}.{n % 10}", f"2026-{n % 12 + 1:02d}-{n % 28 + 1:02d}",
            "動きを確かめるための見本です",
        ])
