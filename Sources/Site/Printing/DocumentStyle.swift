/// The style that sealed documents carry inside them, so that an edition needs no other file, on screen and on paper.
/// A document served by the site allows exactly this element by its hash in the content security policy.
public enum DocumentStyle {
    /// Version of all sealed documents: raised whenever this style, or the markup of one of them, would draw the same content
    /// otherwise. Editions of an earlier version stand as they were stored.
    ///
    /// 2: names of printed lists stand beside their texts without floating, which prints a third faster; the report has the
    /// table of movements from mark to mark, and the opinions.
    ///
    /// 3: what the checks say of answers is printed no more, and reports lead to no records of the site; comparisons mark
    /// what changed; the hash ends the last page.
    ///
    /// 4: on narrow screens tables of rows are blocks and tables of numbers move by themselves, so that no document moves
    /// sideways; a state is not broken.
    public static let version = 4

    public static let css = """
        html{font-family:"BIZ UDPGothic","Noto Sans CJK JP","IPAexGothic","Hiragino Sans","Yu Gothic",sans-serif;line-height:1.7;color:#1a1a1c;background:#fff}
        body{max-width:60rem;margin:0 auto;padding:1.5rem 1rem}
        h1{font-size:1.5rem;text-align:center;margin:1.5rem 0}
        h2{font-size:1.2rem;border-bottom:2px solid #1a1a1c;margin:2rem 0 .75rem;break-after:avoid}
        h3{font-size:1rem;margin:1.25rem 0 .5rem;break-after:avoid}
        h4{font-size:1rem;margin:.75rem 0 .25rem;break-after:avoid}
        .letterhead{text-align:right}
        .letterhead p{margin:0}
        .sample{border:2px solid #8b1a10;color:#8b1a10;padding:.25rem .75rem;font-weight:bold}
        .scroll{overflow-x:auto}
        .scroll:focus{outline:3px solid #000;outline-offset:2px}
        table{border-collapse:collapse;width:100%;margin:.5rem 0 1rem}
        caption{text-align:left;font-weight:bold;padding:.25rem 0}
        th,td{border:1px solid #626264;padding:.3rem .5rem;vertical-align:top;text-align:left;overflow-wrap:anywhere}
        th{background:#f1f1f4;font-weight:bold}
        td.number{text-align:right;white-space:nowrap}
        tr{break-inside:avoid}
        .counts tr,.comparison tr,.texts tr{break-inside:auto}
        .counts th{white-space:nowrap}
        .source{font-size:.85rem}
        a{color:#0017c1}
        article{border-top:1px solid #b4b4b7;padding:.5rem 0;orphans:2;widows:2}
        article:target,tr:target{background:#fff7d6}
        dl{margin:0}
        dt{font-weight:bold}
        dt{float:left;clear:left;width:8em}
        dd{margin:0 0 .25rem 8.5em;white-space:pre-line;overflow-wrap:anywhere}
        @media screen and (max-width:40rem){dt{float:none;width:auto}dd{margin:0 0 .4rem 1rem}}
        .tag{white-space:nowrap}
        @media screen{body{overflow-wrap:anywhere}.table-scroll{overflow-x:auto}.table-scroll:focus{outline:3px solid #000;outline-offset:2px}}
        @media screen and (max-width:40rem){
        .table-stack :is(table,tbody,tr,th,td,caption){display:block}
        .table-stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
        .table-stack tr{border-top:2px solid #1a1a1c;padding:.3rem 0}
        .table-stack :is(th,td){border:0;background:none;padding:.1rem 0}
        .table-stack td.number{text-align:left}
        .table-stack td::before{content:attr(data-label) "　";font-size:.85rem}
        }
        .preline{white-space:pre-line}
        ins,del{text-decoration:underline;text-underline-offset:.15em}
        .comparison table{table-layout:fixed}
        .chart{margin:.25rem 0 .5rem}
        .chart figcaption{font-weight:bold}
        .chart>svg{display:block;max-width:100%;height:auto}
        .chart-legend{margin:.25rem 0 0;padding:0;list-style:none}
        .chart-legend li{display:inline-block;margin-right:1.5em}
        .chart-legend svg{vertical-align:middle;margin-right:.4em}
        .sheet h1{font-size:1.2rem;margin:.25rem 0 .5rem}
        .sheet h2{margin:.6rem 0 .25rem;font-size:1.05rem}
        .sheet ul,.sheet p{margin:.2rem 0}
        .sheet ul{padding-left:1.5em}
        .sheet table{margin:.25rem 0}
        .sheet td.number{white-space:normal}
        footer{border-top:1px solid #626264;margin-top:2rem;font-size:.85rem;overflow-wrap:anywhere}
        body{string-set:edition attr(data-edition)}
        @page{size:A4;margin:20mm 18mm 22mm;@bottom-left{content:string(edition);font-size:7pt;width:88%;text-align:left}@bottom-right{content:counter(page) " / " counter(pages);font-size:8pt;width:12%;white-space:nowrap;text-align:right}}
        @page sheet{margin:12mm 16mm 20mm}
        @media print{footer{display:none}body{max-width:none;padding:0}html{font-size:10pt;line-height:1.5}dt{float:none;height:0;break-after:avoid}.counts table,.values table{table-layout:fixed}.counts th:nth-child(1),.counts th:nth-child(3){width:9em}.counts th:nth-child(2){width:4em}.values th:nth-child(1){width:24%}.values th:nth-child(2){width:30%}a{color:inherit;text-decoration:none}.scroll{overflow:visible}.sheet{page:sheet;font-size:8pt;line-height:1.35}.sheet .chart>svg{width:56%}.sheet th,.sheet td{padding:.1rem .4rem}}
        """

    /// The whole element, as documents embed it.
    // On paper the foot of each page names the edition with its hash: the last line of the last page, and never a page of
    // its own. On screen it stands below the text.

    static let element = HTML(trusted: "<style>\(css)</style>")

    /// A document on its own: nothing outside is needed to read it.
    /// - Parameter edition: what the foot of each printed page names: the title, the edition and the hash.
    public static func document(title: String, edition: String, body: HTML) -> HTML {
        """
        <!DOCTYPE html>
        <html lang="ja">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(title)</title>
        \(element)
        </head>
        <body data-edition="\(edition)">
        \(body)
        </body>
        </html>

        """
    }

    /// The style that a document of any time carries, or `nil`.
    public static func embedded(in document: [UInt8]) -> String? {
        text(between: "<style>", and: "</style>", in: document)
    }

    /// What the foot of each page names, or `nil`.
    static func edition(of document: [UInt8]) -> String? {
        text(between: "<body data-edition=\"", and: "\"", in: document).map(HTML.unescaping)
    }

    private static func text(between opening: String, and closing: String, in document: [UInt8]) -> String? {
        guard let start = document.firstRange(of: Array(opening.utf8)),
            let end = document[start.upperBound...].firstRange(of: Array(closing.utf8))
        else { return nil }
        return String(decoding: document[start.upperBound..<end.lowerBound], as: UTF8.self)
    }
}
