import Site

/// The style that sealed documents carry inside them, so that an edition needs no other file, on screen and on paper.
/// A document served by the site allows exactly this element by its hash in the content security policy.
enum DocumentStyle {
    static let css = """
        html{font-family:"Noto Sans CJK JP","IPAexGothic","Hiragino Sans","Yu Gothic",sans-serif;line-height:1.7;color:#1a1a1c;background:#fff}
        body{max-width:60rem;margin:0 auto;padding:1.5rem 1rem}
        h1{font-size:1.5rem;text-align:center;margin:1.5rem 0}
        h2{font-size:1.2rem;border-bottom:2px solid #1a1a1c;margin:2rem 0 .75rem;break-after:avoid}
        h3{font-size:1rem;margin:1.25rem 0 .5rem;break-after:avoid}
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
        .source{font-size:.85rem}
        a{color:#0017c1}
        article{border-top:1px solid #b4b4b7;padding:.5rem 0;break-inside:avoid-page}
        article:target,tr:target{background:#fff7d6}
        dl{margin:0}
        dt{font-weight:bold}
        dd{margin:0 0 .4rem 1rem;white-space:pre-line}
        .preline{white-space:pre-line}
        footer{border-top:1px solid #626264;margin-top:2rem;font-size:.85rem;overflow-wrap:anywhere}
        .edition{string-set:edition content(text)}
        @page{size:A4;margin:20mm 18mm 22mm;@bottom-left{content:string(edition);font-size:7pt}@bottom-right{content:counter(page) " / " counter(pages);font-size:8pt}}
        @media print{body{max-width:none;padding:0}html{font-size:10pt}a{color:inherit;text-decoration:none}.scroll{overflow:visible}}
        """

    /// The whole element, as documents embed it.
    static let element = HTML(trusted: "<style>\(css)</style>")

    /// A document on its own: nothing outside is needed to read it.
    static func document(title: String, body: HTML) -> HTML {
        """
        <!DOCTYPE html>
        <html lang="ja">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(title)</title>
        \(element)
        </head>
        <body>
        \(body)
        </body>
        </html>

        """
    }
}
