#!/usr/bin/env python3
"""Makes the files beside it with LibreOffice: python3 make.py. The documents are written here, in flat OpenDocument."""
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in [
        ("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"), ("draw", "drawing"),
        ("svg", "svg-compatible"), ("number", "datastyle"),
    ]
) + (
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
)
FONT = "Noto Sans CJK JP"


def styles(writing="lr-tb", columns="", head="", foot="第<text:page-number text:select-page=\"current\">1</text:page-number>頁"):
    header = f"<style:header><text:p text:style-name=\"Head\">{head}</text:p></style:header>" if head else ""
    return f"""
<office:font-face-decls><style:font-face style:name="J" svg:font-family="'{FONT}'"/></office:font-face-decls>
<office:styles>
<style:default-style style:family="paragraph"><style:text-properties style:font-name="J" style:font-name-asian="J"
 fo:font-size="10.5pt" style:font-size-asian="10.5pt" fo:language="ja" fo:country="JP" style:language-asian="ja" style:country-asian="JP"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph" style:class="text"/>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" style:parent-style-name="Standard" style:default-outline-level="1">
<style:paragraph-properties fo:margin-top="0.4cm" fo:margin-bottom="0.2cm"/><style:text-properties fo:font-size="14pt" style:font-size-asian="14pt" fo:font-weight="bold" style:font-weight-asian="bold"/></style:style>
<style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph" style:parent-style-name="Standard" style:default-outline-level="2">
<style:text-properties fo:font-size="12pt" style:font-size-asian="12pt"/></style:style>
<style:style style:name="Footnote" style:family="paragraph" style:parent-style-name="Standard"><style:text-properties fo:font-size="8pt" style:font-size-asian="8pt"/></style:style>
<style:style style:name="Frame" style:family="graphic"/>
<text:list-style style:name="Rules">
<text:list-level-style-number text:level="1" style:num-format="１, ２, ３, ..." style:num-prefix="第" style:num-suffix="条"><style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="space" fo:text-indent="-0.74cm" fo:margin-left="0.74cm"/></style:list-level-properties></text:list-level-style-number>
<text:list-level-style-number text:level="2" style:num-format="１, ２, ３, ..." style:num-prefix="（" style:num-suffix="）"><style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="space" fo:text-indent="-0.74cm" fo:margin-left="1.48cm"/></style:list-level-properties></text:list-level-style-number>
<text:list-level-style-number text:level="3" style:num-format="ア, イ, ウ, ..."><style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="space" fo:text-indent="-0.74cm" fo:margin-left="2.22cm"/></style:list-level-properties></text:list-level-style-number>
</text:list-style>
<text:list-style style:name="Items">
<text:list-level-style-number text:level="1" style:num-format="１, ２, ３, ..."><style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="space" fo:text-indent="-0.74cm" fo:margin-left="0.74cm"/></style:list-level-properties></text:list-level-style-number>
<text:list-level-style-number text:level="2" style:num-format="1" style:num-prefix="(" style:num-suffix=")"><style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="space" fo:text-indent="-0.74cm" fo:margin-left="1.48cm"/></style:list-level-properties></text:list-level-style-number>
<text:list-level-style-number text:level="3" style:num-format="①, ②, ③, ..."><style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="space" fo:text-indent="-0.74cm" fo:margin-left="2.22cm"/></style:list-level-properties></text:list-level-style-number>
</text:list-style>
<text:list-style style:name="Dots"><text:list-level-style-bullet text:level="1" text:bullet-char="・"><style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="space" fo:text-indent="-0.5cm" fo:margin-left="0.5cm"/></style:list-level-properties></text:list-level-style-bullet></text:list-style>
<text:notes-configuration text:note-class="footnote" style:num-format="1" text:start-value="0" text:footnotes-position="page" text:start-numbering-at="document"/>
</office:styles>
<office:automatic-styles>
<style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="2cm" fo:margin-bottom="2cm" fo:margin-left="2.5cm" fo:margin-right="2.5cm" style:writing-mode="{writing}">{columns}</style:page-layout-properties>
<style:header-style><style:header-footer-properties fo:min-height="0.8cm" fo:margin-bottom="0.3cm"/></style:header-style>
<style:footer-style><style:header-footer-properties fo:min-height="0.8cm" fo:margin-top="0.3cm"/></style:footer-style></style:page-layout>
<style:style style:name="Head" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="end"/></style:style>
<style:style style:name="Foot" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="center"/></style:style>
<style:style style:name="Right" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="end"/></style:style>
<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="center"/><style:text-properties fo:font-size="16pt" style:font-size-asian="16pt" fo:font-weight="bold" style:font-weight-asian="bold"/></style:style>
<style:style style:name="Break" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:break-before="page"/></style:style>
<style:style style:name="In" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:margin-left="0.74cm" fo:text-indent="0.37cm"/></style:style>
<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000" fo:padding="0.1cm" style:vertical-align="middle"/></style:style>
<style:style style:name="Box" style:family="graphic" style:parent-style-name="Frame"><style:graphic-properties fo:border="0.5pt solid #000000" fo:padding="0.1cm" style:wrap="none" style:vertical-pos="top" style:vertical-rel="paragraph" style:horizontal-pos="center" style:horizontal-rel="paragraph"/></style:style>
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold" style:font-weight-asian="bold"/></style:style>
<style:style style:name="Ru" style:family="ruby"><style:ruby-properties/></style:style>
<style:style style:name="TwoCol" style:family="section"><style:section-properties text:dont-balance-text-columns="false"><style:columns fo:column-count="2" fo:column-gap="0.8cm"><style:column style:rel-width="1*"/><style:column style:rel-width="1*"/></style:columns></style:section-properties></style:style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4">{header}<style:footer><text:p text:style-name="Foot">{foot}</text:p></style:footer></style:master-page></office:master-styles>"""


def p(text, style="Standard"):
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def h(level, text):
    return f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">{text}</text:h>'


def listed(style, tree, top=True):
    """tree: texts, each followed by a list of its own where it has one."""
    out = f'<text:list text:style-name="{style}">' if top else "<text:list>"
    for position, item in enumerate(tree):
        if isinstance(item, list):
            continue
        inner = tree[position + 1] if position + 1 < len(tree) and isinstance(tree[position + 1], list) else None
        out += f"<text:list-item>{p(item)}{listed(style, inner, False) if inner else ''}</text:list-item>"
    return out + "</text:list>"


def table(rows, widths):
    """rows: cells as text, (text, columns, rows) or None where another cell covers."""
    out = '<table:table>' + "".join("<table:table-column/>" for _ in widths)
    for row in rows:
        out += "<table:table-row>"
        for cell in row:
            if cell is None:
                out += "<table:covered-table-cell/>"
                continue
            text, columns, spanned = cell if isinstance(cell, tuple) else (cell, 1, 1)
            paragraphs = "".join(p(line) for line in text.split("\n"))
            out += (f'<table:table-cell table:style-name="Cell" office:value-type="string" '
                    f'table:number-columns-spanned="{columns}" table:number-rows-spanned="{spanned}">{paragraphs}</table:table-cell>')
        out += "</table:table-row>"
    return out + "</table:table>"


def writer(body, **more):
    return (f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMES} office:version="1.3" '
            f'office:mimetype="application/vnd.oasis.opendocument.text">{styles(**more)}'
            f"<office:body><office:text>{body}</office:text></office:body></office:document>")


LONG = ("区民の利便性の向上と職員の負担の軽減を両立させるため、窓口での手続を見直し、書かない窓口を順次広げるとともに、"
        "オンラインで完結する手続の範囲を拡大する。実施に当たっては、関係する課が定期的に進み具合を確かめ合うこととする。")

NOTICE = writer(
    p("７並情第１２３号", "Right") + p("令和７年４月１８日", "Right") + p("各課長　様") + p("情報管理課長", "Right")
    + p("令和７年度のデジタル化の取組について（通知）", "Title")
    + p("　標記の件について、下記のとおり取り組むこととしたので通知します。") + p("記", "Foot")
    + listed("Items", ["窓口の見直し", ["書かない窓口を全ての支所に広げる。", ["対象は転入、転出及び転居の届出とする。", "予約の仕組みを合わせて導入する。"],
                              "案内の表示を多言語にする。"],
                    "内部事務の見直し", ["文書管理の電子決裁率を９割とする。", LONG]])
    + p("担当：<text:span text:style-name=\"B\">情報管理課</text:span>企画係<text:tab/>内線１２３４")
    + p("別紙のとおり計画を定める。", "Break") + "".join(p(f"（{n}）{LONG}") for n in "１２３")
    + p("以上", "Right"))

PLAN_ROWS = [
    [("取組", 1, 2), ("担当課", 1, 2), ("年次計画", 3, 1), None, None],
    [None, None, "令和６年度", "令和７年度", "令和８年度"],
    [("窓口の予約", 1, 2), "区民課", "検討", "試行", "本格実施"],
    [None, "情報管理課", "調達\n（仕様書の作成）", "〃", "運用"],
    ["電子申請の拡大", "情報管理課", ("順次拡大", 3, 1), None, None],
]
PLAN = writer(
    p("並木区デジタル化推進計画", "Title") + h(1, "第１章　計画の考え方") + p("　" + LONG)
    + h(2, "１　計画の期間") + p("　令和６年度から令和８年度までの３か年とする。", "In")
    + h(1, "第２章　取組の一覧") + table(PLAN_ROWS, "abcde") + p("　表のとおり進める。")
    + p("第３章に続く。", "Break") + h(1, "第３章　進行管理") + "".join(p("　" + LONG) for _ in range(3))
    + p("資料", "Break") + p("　" + LONG),
    head="並木区デジタル化推進計画（素案）", foot="- <text:page-number text:select-page=\"current\">1</text:page-number> -")

RULES = writer(
    p("並木区デジタル化推進検討会設置要綱", "Title")
    + listed("Rules", ["（設置）区のデジタル化を推進するため、検討会を置く。",
                       "（所掌事項）検討会は、次に掲げる事項を検討する。", ["計画の進行管理に関すること。", ["指標の設定", "実績の確認"], "部会への報告に関すること。"],
                       "（組織）検討会は、別表に掲げる職にある者をもって組織する。"])
    + p("附　則", "In") + p("この要綱は、令和７年４月１日から施行する。") + p("別表（第３条関係）")
    + table([["区分", "職名"], [("委員", 1, 2), "区民課長"], [None, "情報管理課長"]], "ab")
    + listed("Dots", ["会長は委員の互選により定める。", "事務局は情報管理課に置く。"]))

COLUMNS = writer(
    p("並木区だより　デジタル化特集号", "Title")
    + '<text:section text:name="S" text:style-name="TwoCol">'
    + p("１　左の段") + "".join(p("　" + LONG) for _ in range(4)) + p("２　右の段") + "".join(p("　" + LONG) for _ in range(4))
    + "</text:section>" + p("二段組はここまでです。"))

CHANGES = (
    '<text:tracked-changes text:track-changes="true">'
    '<text:changed-region text:id="d1"><text:deletion><office:change-info><dc:creator>係長</dc:creator><dc:date>2025-04-01T09:00:00</dc:date></office:change-info>'
    + p("令和７年度末") + '</text:deletion></text:changed-region>'
    '<text:changed-region text:id="i1"><text:insertion><office:change-info><dc:creator>係長</dc:creator><dc:date>2025-04-01T09:00:00</dc:date></office:change-info></text:insertion></text:changed-region>'
    "</text:tracked-changes>")
EXTRAS = writer(
    CHANGES + p("資料　書かない窓口の導入", "Title")
    + p('導入の時期は<text:change text:change-id="d1"/><text:change-start text:change-id="i1"/>令和８年９月<text:change-end text:change-id="i1"/>とする。')
    + p('利用件数<text:note text:id="f1" text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
        + p("令和６年度の実績による。", "Footnote") + "</text:note-body></text:note>は年間３万件である。")
    + p('<draw:frame draw:style-name="Box" draw:name="囲み" text:anchor-type="paragraph" svg:width="8cm" svg:height="1.4cm"><draw:text-box>'
        + p("囲み：問合せは情報管理課へ") + "</draw:text-box></draw:frame>囲みの後の本文。")
    + p('<text:ruby text:style-name="Ru"><text:ruby-base>並木</text:ruby-base><text:ruby-text>なみき</text:ruby-text></text:ruby>区の'
        '<text:a xlink:type="simple" xlink:href="https://www.example.jp/">案内</text:a>を参照。')
    + p("一行目<text:line-break/>二行目<text:tab/>後ろ")
    + p('注記のある文<office:annotation><dc:creator>係長</dc:creator><dc:date>2025-04-01T09:00:00</dc:date>' + p("数字を確認のこと") + "</office:annotation>です。"),
    head="内部資料")

VERTICAL = writer(
    p("並木区文書館の開館について", "Title") + "".join(p("　" + LONG) for _ in range(3)) + p("令和七年四月"),
    writing="tb-rl", foot="")


def sheet(name, rows, hidden=False):
    style = ' table:style-name="Hidden"' if hidden else ""
    out = f'<table:table table:name="{name}"{style}>'
    for row in rows:
        out += "<table:table-row>"
        for cell in row:
            if cell is None:
                out += "<table:covered-table-cell/>"
            elif isinstance(cell, str) and cell.startswith("<"):
                out += cell
            elif isinstance(cell, tuple):
                out += (f'<table:table-cell office:value-type="string" table:number-columns-spanned="{cell[1]}" '
                        f'table:number-rows-spanned="{cell[2]}">{p(cell[0])}</table:table-cell>')
            elif cell == "":
                out += "<table:table-cell/>"
            else:
                lines = "".join(f"<text:p>{line}</text:p>" for line in cell.split("\n"))
                out += f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'
        out += "</table:table-row>"
    return out + "</table:table>"


BOOK = (f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMES} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:automatic-styles>'
        '<style:style style:name="Hidden" style:family="table"><style:table-properties table:display="false"/></style:style>'
        '<number:date-style style:name="N1"><number:year number:style="long"/><number:text>/</number:text><number:month/><number:text>/</number:text><number:day/></number:date-style>'
        '<number:percentage-style style:name="N2"><number:number number:decimal-places="0" number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>'
        '<style:style style:name="D" style:family="table-cell" style:data-style-name="N1"/>'
        '<style:style style:name="Pc" style:family="table-cell" style:data-style-name="N2"/>'
        "</office:automatic-styles><office:body><office:spreadsheet>"
        + sheet("進捗", [[("令和７年度　進捗管理表", 4, 1), None, None, None], ["取組", "期限", "達成率", "件数"],
                        [("窓口の予約", 1, 2), '<table:table-cell table:style-name="D" office:value-type="date" office:date-value="2026-03-31"><text:p>2026/3/31</text:p></table:table-cell>',
                         '<table:table-cell table:style-name="Pc" office:value-type="percentage" office:value="0.9"><text:p>90%</text:p></table:table-cell>',
                         '<table:table-cell office:value-type="float" office:value="1234"><text:p>1234</text:p></table:table-cell>'],
                        [None, "随時\n（年度内）", "", "－"]])
        + sheet("選択肢", [["未着手"], ["完了"]], hidden=True)
        + "</office:spreadsheet></office:body></office:document>")

JOBS = {
    "notice": (NOTICE, "fodt", ["docx", "pdf", "html", "odt"]), "plan": (PLAN, "fodt", ["docx", "pdf", "html", "odt"]),
    "rules": (RULES, "fodt", ["docx", "pdf", "odt"]), "columns": (COLUMNS, "fodt", ["pdf", "docx"]),
    "extras": (EXTRAS, "fodt", ["docx", "pdf", "odt", "rtf", "doc"]), "vertical": (VERTICAL, "fodt", ["pdf"]),
    "book": (BOOK, "fods", ["xlsx", "ods", "html"]),
}


def main():
    work = tempfile.mkdtemp()
    profile = f"-env:UserInstallation=file://{work}/profile"
    for name, (text, extension, targets) in JOBS.items():
        if len(sys.argv) > 1 and name not in sys.argv[1:]:
            continue
        source = f"{work}/{name}.{extension}"
        with open(source, "w", encoding="utf-8") as file:
            file.write(text)
        for target in targets:
            out = "html:HTML (StarCalc)" if (name, target) == ("book", "html") else target
            subprocess.run(["soffice", profile, "--headless", "--convert-to", out, "--outdir", work, source],
                           check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            made = f"{work}/{name}.{target}"
            if os.path.exists(made):
                shutil.copy(made, f"{HERE}/{name}-{'sheet' if name == 'book' else 'writer'}.{target}")
            else:
                print("not made:", name, target)
    # The same PDF, opened only with the password "himitsu".
    subprocess.run(["qpdf", "--static-id", "--encrypt", "himitsu", "himitsu", "256", "--",
                    f"{HERE}/rules-writer.pdf", f"{HERE}/locked-writer.pdf"], check=True)
    shutil.rmtree(work)


main()
