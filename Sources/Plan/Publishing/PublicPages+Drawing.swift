import Site

extension PublicPages {
    /// The page as HTML that needs no script and nothing from outside its folder.
    func document(_ sheet: Sheet) -> HTML {
        let root = String(repeating: "../", count: sheet.depth)
        let isFirst = sheet.name == "index"
        let title = isFirst ? sheet.title : "\(sheet.title) | \(edition.planTitle)"
        let file = sheet.name.split(separator: "/").last.map(String.init) ?? sheet.name
        let back: HTML =
            isFirst ? .empty : "<nav aria-label=\"現在の位置\"><a href=\"\(root)index.html\">\(edition.planTitle)</a></nav>"
        let sample: HTML =
            edition.isSample ? "<p class=\"sample\">見本　この内容は作例であり、実際の取組状況ではありません。</p>" : .empty
        return """
            <!DOCTYPE html>
            <html lang="ja">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(title)</title>
            <link rel="stylesheet" href="\(root)style.css">
            </head>
            <body>
            <header><p>\(edition.owner)</p>\(back)</header>
            <main>
            \(sample)
            <h1>\(sheet.title)</h1>
            \(sheet.blocks.map { html($0, root) })
            </main>
            <footer><p><a href="\(file).txt">このページを文字だけで読む</a></p></footer>
            </body>
            </html>

            """
    }

    private func html(_ block: Block, _ root: String) -> HTML {
        switch block {
        case .heading(let text): return "<h2>\(text)</h2>\n"
        case .paragraph(let text): return "<p>\(text)</p>\n"
        case .list(let items):
            guard !items.isEmpty else { return "<p>ありません。</p>\n" }
            return "<ul>\n\(items.map { "<li>\(html($0, root))</li>\n" as HTML })</ul>\n"
        case .facts(let facts):
            return "<dl>\n\(facts.map { "<dt>\($0.0)</dt><dd>\($0.1)</dd>\n" as HTML })</dl>\n"
        case .table(let caption, let heads, let rows):
            let head: [HTML] = heads.map { "<th scope=\"col\">\($0)</th>" }
            let body: [HTML] = rows.map { row in
                let cells: [HTML] = row.enumerated().map { position, item in
                    position == 0
                        ? "<th scope=\"row\">\(html(item, root))</th>" : "<td>\(html(item, root))</td>"
                }
                return "<tr>\(cells)</tr>\n"
            }
            return """
                <div class="scroll" role="region" aria-label="\(caption)" tabindex="0">
                <table><caption>\(caption)</caption><thead><tr>\(head)</tr></thead><tbody>
                \(body)</tbody></table>
                </div>

                """
        }
    }

    private func html(_ item: Item, _ root: String) -> HTML {
        guard let path = item.path else { return "\(item.text)" }
        // Pages are named without an ending, files with one.
        return "<a href=\"\(root)\(path)\(path.contains(".") ? "" : ".html")\">\(item.text)</a>"
    }

    static let style = """
        html{font-family:"BIZ UDPGothic","Noto Sans CJK JP","Hiragino Sans","Yu Gothic",sans-serif;line-height:1.8;color:#1a1a1c;background:#fff}
        body{max-width:60rem;margin:0 auto;padding:1rem}
        h1{font-size:1.6rem;line-height:1.4}
        h2{font-size:1.2rem;border-bottom:2px solid #0b3d7a;margin-top:2rem}
        a{color:#0017c1}
        a:focus-visible,.scroll:focus-visible{outline:3px solid #000;outline-offset:2px}
        .scroll{overflow-x:auto}
        table{border-collapse:collapse;width:100%;margin:.5rem 0 1rem}
        caption{text-align:left;font-weight:bold;padding:.25rem 0}
        th,td{border:1px solid #626264;padding:.4rem .6rem;text-align:left;vertical-align:top;overflow-wrap:anywhere;min-width:5em}
        th{background:#f1f1f4}
        td,dd{white-space:pre-line}
        dt{font-weight:bold}
        dd{margin:0 0 .5rem 1rem;overflow-wrap:anywhere}
        .sample{border:2px solid #8b1a10;color:#8b1a10;padding:.25rem .75rem;font-weight:bold}
        header p{margin:0;font-weight:bold}
        footer{border-top:1px solid #626264;margin-top:2rem}
        @media print{body{max-width:none}.scroll{overflow:visible}}

        """
}

extension PublicPages.Sheet {
    /// The same page as plain text.
    var plain: String {
        var lines = [title, String(repeating: "=", count: 40), ""]
        for block in blocks {
            switch block {
            case .heading(let text): lines += ["", "■ \(text)", ""]
            case .paragraph(let text): lines += [text, ""]
            case .list(let items):
                lines += items.isEmpty ? ["ありません。"] : items.map { "・\($0.text)\(Self.place($0))" }
                lines.append("")
            case .facts(let facts): lines += facts.map { "\($0.0)：\($0.1)" } + [""]
            case .table(let caption, let heads, let rows):
                lines.append("【\(caption)】")
                for row in rows {
                    // Read aloud, a row says with each value what it is.
                    lines.append(zip(heads, row).map { "\($0)：\($1.text)" }.joined(separator: "　"))
                }
                lines.append("")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func place(_ item: PublicPages.Item) -> String {
        item.path.map { "（\($0)\($0.contains(".") ? "" : ".txt")）" } ?? ""
    }
}
