"""datasets_file.py ROWS FILE [SCHEMA]: writes a list of AED in the old standard layout, and its kinds as a Table Schema."""
import csv, json, sys

rows, path = int(sys.argv[1]), sys.argv[2]
headings = "都道府県コード又は市区町村コード,NO,都道府県名,市区町村名,名称,名称_カナ,住所,方書,緯度,経度,設置位置,電話番号,内線番号,法人番号,団体名,利用可能曜日,開始時間,終了時間,利用可能日時特記事項,小児対応設備の有無,URL,備考".split(",")
with open(path, "w", newline="", encoding="utf-8-sig") as file:
    writer = csv.writer(file)
    writer.writerow(headings)
    for n in range(rows):
        writer.writerow([
            "131156", f"{n + 1:010d}", "東京都", "杉並区", f"第{n % 977}区民センター", "ダイクミンセンター", f"東京都杉並区阿佐谷南{n % 3 + 1}丁目{n % 40 + 1}番{n % 20 + 1}号",
            "", f"35.{690000 + n % 9999}", f"139.{630000 + n % 9999}", "1階ロビー", f"03-{3000 + n % 999}-{1000 + n % 8999}", "", "8000020131156",
            "地域課", "月火水木金", "08:30", "17:15", "祝日を除く", "有" if n % 2 else "無", f"https://www.example.lg.jp/aed/{n}", "",
        ])
if len(sys.argv) > 3:
    kinds = {
        "緯度": {"type": "number", "constraints": {"minimum": 20, "maximum": 46}},
        "経度": {"type": "number", "constraints": {"minimum": 122, "maximum": 155}},
        "都道府県コード又は市区町村コード": {"type": "string", "constraints": {"pattern": "[0-9]{6}", "required": True}},
        "NO": {"type": "string", "constraints": {"unique": True}},
        "電話番号": {"type": "string", "constraints": {"pattern": r"0[0-9-]{9,12}"}},
        "法人番号": {"type": "string", "constraints": {"pattern": "[0-9]{13}"}},
        "開始時間": {"type": "time", "format": "%H:%M"},
        "終了時間": {"type": "time", "format": "%H:%M"},
        "小児対応設備の有無": {"type": "string", "constraints": {"enum": ["有", "無"]}},
        "URL": {"type": "string", "format": "uri"},
    }
    fields = [{"name": name, **kinds.get(name, {"type": "string"})} for name in headings]
    json.dump({"fields": fields}, open(sys.argv[3], "w"), ensure_ascii=False)
