import Conversion
import Japanese
import Site
import Ward

/// The report of a rehearsal as a document that stands alone: what blocks first, then the proof.
struct RehearsalDocument {
    /// Of this document's own markup: raised whenever the same content would give other bytes.
    private static let markup = 3
    /// Of markup and style together.
    static let version = DocumentStyle.version * 100 + markup

    let view: RehearsalView
    /// Edition and hash of the content; `nil` before it is sealed.
    let heading: SealHeading?

    static func bytes(_ content: JSON, _ heading: SealHeading?) -> [UInt8] {
        Array(RehearsalDocument(view: RehearsalView(content), heading: heading).html.text.utf8)
    }

    /// For `namiki verify`: draws the page again from what was sealed.
    static let renderer = SealRenderer(type: "text/html", version: version) { content, heading in
        content["format"]?.string == RehearsalContent.format ? bytes(content, heading) : nil
    }

    private var title: String { "データ移行の試行の報告　第\(view.number)回" }

    var html: HTML {
        DocumentStyle.document(
            title: title, edition: "\(title)　\(heading?.contentHash ?? "確定する前の控え")",
            body: "<main>\n\(sample)<h1>\(title)</h1>\n\(body)</main>\n")
    }

    private var sample: HTML {
        view.content["accuracy"] == .null
            ? .empty : "<p class=\"sample\">見本　この試行は、合成データで行いました。実在の人の情報ではありません。</p>\n"
    }

    private var body: HTML {
        let started = Timestamp(milliseconds: view.startedAt)
        return """
            \(SummaryList([
                ("対象", "\(view.workbench)"), ("始めた日時", "\(started.japanese)"),
                ("移行先の仕様", "\(view.content["target"]?["name"]?.string ?? "")　第\(view.content["target"]?["version"]?.string ?? "")版"),
                ("稼働の判定", view.isGateOpen ? "稼働を止めるものはありません" : "<strong>稼働できません</strong>"),
                ("読んだデータ", "\(view.inputs.count)ファイル、\(ExactNumber(view.inputBytes).grouped)バイト"),
                ("内容のハッシュ（SHA-256）", "\(heading?.contentHash ?? "確定する前の控え")"),
            ]))
            <h2>稼働を止めているもの</h2>
            \(RehearsalTables.blockers(view.systems, link: nil))
            <h2>検出した事項</h2>
            \(RehearsalTables.findings(view.systems, link: nil))
            <h2>収支</h2>
            <p>項目ごとに、値のある数は、そのまま・変換・統合・差し止め・移さないのどれか1つに必ず入ります。</p>
            \(view.systems.map { RehearsalTables.conservation($0) })
            <h2>合計額</h2>
            \(RehearsalTables.amounts(view.systems))
            <h2>文字</h2>
            \(RehearsalTables.characters(view.systems))
            \(decisions)\(accuracy)\(inputs)
            """
    }

    private var decisions: HTML {
        let words = view.decisions.japanese
        return "<h2>判断</h2>\n<p>\(words.isEmpty ? "まだ判断はありません。" : words)</p>\n"
    }

    private var accuracy: HTML {
        guard let accuracy = view.content["accuracy"], accuracy != .null else {
            return "<h2>検出の精度</h2>\n<p>この試行では測っていません。精度は、誤りの場所が分かっている合成データでだけ測れます。</p>\n"
        }
        return "<h2>検出の精度（合成データによる値）</h2>\n\(RehearsalTables.accuracy(accuracy))"
    }

    private var inputs: HTML {
        let rows = view.inputs.map { input -> [HTML] in
            [
                "\(input["system"]?.string ?? "")", "\(input["group"]?.string ?? "")",
                "\(ExactNumber(input["bytes"]?.integer ?? 0).grouped)", "<code>\(input["sha256"]?.string ?? "")</code>",
            ]
        }
        var declared: [[HTML]] = []
        if case .object(let members)? = view.content["manifest"]?["declarations"] {
            declared = members.sorted { $0.key < $1.key }.map {
                ["\($0.key)", "<code>\($0.value.string ?? "")</code>"]
            }
        }
        declared.append(["プログラム", "<code>\(view.content["manifest"]?["program"]?.string ?? "")</code>"])
        declared.append([
            "判断（\(view.content["manifest"]?["decisions"]?["count"]?.integer ?? 0)件）",
            "<code>\(view.content["manifest"]?["decisions"]?["sha256"]?.string ?? "")</code>",
        ])
        return """
            <h2>使ったもの</h2>
            \(TableView(
                caption: "移行元のファイル",
                columns: [.rowHeader("システム"), .text("グループ"), .number("バイト"), .text("SHA-256")], rows: rows))
            \(TableView(caption: "レイアウト、対応、規則、辞書、プログラム", columns: [.rowHeader("名前"), .text("SHA-256")], rows: declared))
            """
    }
}
