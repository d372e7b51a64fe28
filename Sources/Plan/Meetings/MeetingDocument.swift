import Japanese
import Site
import Ward

/// What was written of a meeting (会議録), as it is sealed.
struct MeetingMinutes: SealedDocument {
    static let kind = "plan.meeting"
    static let drawing = DocumentStyle.version

    let content: JSON

    init(_ record: MeetingRecord) {
        content = record.json
    }

    init(from decoder: any Decoder) throws {
        content = try JSON(from: decoder)
    }

    func encode(to encoder: any Encoder) throws {
        try content.encode(to: encoder)
    }

    func drawn(_ heading: SealHeading) -> [UInt8] {
        Array(MeetingDocument(content: content, heading: heading).html.text.utf8)
    }
}

/// The record of a meeting (会議録) as a document on its own: a pure function of the sealed content and its heading.
struct MeetingDocument {
    let content: JSON
    let heading: SealHeading

    var html: HTML {
        let title = "\(text("title"))　会議録"
        let foot = "\(title)　第\(heading.edition)版　SHA-256 \(heading.contentHash)"
        let day = content["heldOn"]?.string.flatMap { CivilDate(iso: $0) }
        return DocumentStyle.document(
            title: "\(title)（第\(heading.edition)版）", edition: foot,
            body: """
                <header>
                \(content["isSample"] == .bool(true) ? "<p class=\"sample\">見本　この会議録は作例であり、実際の会議ではありません。</p>" : HTML.empty)
                <h1>\(title)</h1>
                <div class="letterhead"><p>第\(heading.edition)版（\(heading.sealedAt.japanese)確定）</p></div>
                </header>
                <main>
                <dl><dt>開催日</dt><dd>\(day?.japaneseWithWeekday ?? "")</dd><dt>場所</dt><dd>\(text("place"))</dd></dl>
                \(corrections)
                <h2>議題</h2>
                <ol>\(items("agenda").map { "<li>\($0.string ?? "")</li>" as HTML })</ol>
                <h2>出席</h2>
                \(attendance)
                <h2>決定事項</h2>
                \(decisions)
                <h2>議事の要旨</h2>
                <p class="preline">\(text("minutes").isEmpty ? "記載なし" : text("minutes"))</p>
                </main>
                <footer><p>\(foot)</p></footer>
                """)
    }

    private func text(_ key: String) -> String { content[key]?.string ?? "" }
    private func items(_ key: String) -> [JSON] { content[key]?.array ?? [] }

    private var attendance: HTML {
        let rows: [HTML] = items("attendance").map { seat in
            """
            <tr><td>\(seat["role"]?.string ?? "")</td><th scope="row">\(seat["post"]?.string ?? "")</th>\
            <td>\(seat["words"]?.string ?? "")</td></tr>
            """
        }
        guard !rows.isEmpty else { return "<p>構成員の席がありません。</p>" }
        return """
            <p>\(text("attendanceSummary"))</p>
            <table><caption>構成員の出欠（職で記載）</caption><thead><tr><th scope="col">役</th><th scope="col">職または区分</th>\
            <th scope="col">出欠</th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private var decisions: HTML {
        let parts: [HTML] = items("decisions").map { decision in
            var about: [String] = []
            if let agenda = decision["agenda"]?.string { about.append("議題　\(agenda)") }
            about += (decision["initiatives"]?.array ?? []).compactMap(\.string).map { "取組　\($0)" }
            if let round = decision["round"]?.string { about.append("四半期　\(round)") }
            if let report = decision["report"]?.string { about.append("報告書　\(report)") }
            return """
                <li><p class="preline">\(decision["content"]?.string ?? "")</p>\
                \(about.isEmpty ? HTML.empty : "<p class=\"source\">\(about.joined(separator: "、"))</p>")</li>
                """
        }
        return parts.isEmpty ? "<p>なし</p>" : "<ol>\(parts)</ol>"
    }

    private var corrections: HTML {
        let rows: [HTML] = items("corrections").map { correction in
            """
            <li><p class="preline">\(correction["content"]?.string ?? "")</p>\
            <p class="source">理由　\(correction["reason"]?.string ?? "")（\(correction["at"]?.string ?? "")）</p></li>
            """
        }
        return rows.isEmpty ? .empty : "<h2>訂正</h2><ol>\(rows)</ol>"
    }
}
