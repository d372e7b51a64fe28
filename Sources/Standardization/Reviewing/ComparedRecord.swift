import Conversion
import Site

/// The other record of a finding: what a record was compared with.
struct ComparedRecord {
    let written: WrittenRecord
    let systemName: String
    let section: String
    let content: Content

    enum Content {
        /// Of a system that this person does not see, or that is not in the workbench any more.
        case ofAnotherSection
        /// The files are not there any more.
        case gone
        /// - Parameter items: those that were compared.
        case read(ReviewedRecord, items: [String])
    }

    /// Whether its values are hidden until somebody looks.
    var isProtected: Bool {
        guard case .read(let record, _) = content else { return false }
        return record.isProtected
    }

    /// Its key, where its values are shown to whoever looks.
    var key: ProtectedText? {
        guard case .read(let record, _) = content else { return nil }
        return record.key
    }

    /// What was compared, to stand beside the record's own values; `nil` where it cannot be shown.
    func values(_ look: RecordedLook?) -> HTML? {
        guard case .read(let record, let items) = content, !items.isEmpty else { return nil }
        return record.target.html(only: items, look)
    }

    func html(_ look: RecordedLook?) -> HTML {
        var facts: [(String, HTML)] = [("システム", "\(systemName)")]
        var more: HTML = .empty
        switch content {
        case .ofAnotherSection:
            facts.append(
                ("値", "\(section.isEmpty ? "ほかの課" : section)が担当するシステムの記録です。値は、担当の課に確かめてください。"))
        case .gone: facts.append(("値", "元のファイルがないか、試行の後に変わったため、表示できません。"))
        case .read(let record, _):
            facts += [
                ("番号", "\(record.key.text(look))"),
                ("移行元", "\(record.group)　\(RehearsalTables.number(record.number))件目のレコード"),
                ("移行先", "\(written.target)"),
            ]
            more =
                Details(
                    "比べた記録をすべて見る", record.target.table("比べた記録", look, empty: "移行先に書いていません。")
                ).html
        }
        return """
            <h2>比べた記録</h2>
            \(SummaryList(facts))
            \(more)
            """
    }
}

extension [ReviewedRecord.Value] {
    /// Some values by item; a dash where there is none.
    func html(only items: [String], _ look: RecordedLook?) -> HTML {
        let found = filter { items.contains($0.item) }
        if found.isEmpty { return "―" }
        let parts = found.map { value -> HTML in
            let text = value.text.text(look)
            return "<div>\(value.item)　<strong>\(text.isEmpty ? "（空）" : text)</strong></div>"
        }
        return "\(parts)"
    }

    /// All values.
    func table(_ caption: String, _ look: RecordedLook?, empty: String) -> HTML {
        TableView(
            caption: caption, columns: [.rowHeader("項目"), .text("値")],
            rows: map { ["\($0.item)", "\($0.text.text(look))"] }, empty: empty, isCaptionHidden: true
        ).html
    }
}
