import Datasets
import Foundation
import Japanese
import Site
import Storage
import Ward

/// What the check found in a file that was sent, and the repairs it proposes: accepted by class or one by one.
struct FindingsPage: PageView {
    let dataset: Dataset
    let path: String
    let waiting: WaitingFile
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> FindingsPage {
        let dataset = try EditedDataset.load(request, on: connection).dataset
        return FindingsPage(
            dataset: dataset, path: request.path, waiting: try waiting(request, of: dataset, on: connection),
            state: request.state)
    }

    static func purpose(_ dataset: Dataset) -> String { "\(dataset.path)/files" }

    /// What waits under this address, for who sent it.
    static func waiting(
        _ request: PageRequest, of dataset: Dataset, on connection: any Connection
    ) throws -> WaitingFile {
        let kept = try KeptUpload.find(
            request.id("upload"), for: purpose(dataset), of: request.person.person, at: request.ward.clock.now(),
            on: connection)
        guard let kept else { throw PageRefusal.notFound }
        // What was kept by an older program is checked anew.
        guard let waiting = try? JSONDecoder().decode(WaitingFile.self, from: Data(kept.content)) else {
            throw KeptUploadRefusal.gone
        }
        return waiting
    }

    var page: Page {
        Page(
            "点検の結果", trail: [DatasetListPage.link, Link(dataset.title, dataset.path)],
            body: """
                \(ReportSection(waiting.report, mends: FileCheck.always))
                <h2>提出する</h2>
                \(barred)<p>選んだ案だけを直して提出します。文字コードはUTF-8に、改行はCRLFにそろえます。元のファイルもそのまま残ります。</p>
                \(FormView(
                    path, state, submit: "選んだ案で直して提出する", cancel: Link("やめる", dataset.path), isWide: true,
                    fields: RepairFields.drawn(waiting)))
                """)
    }

    /// Told before somebody tries: what no repair here mends and nobody's word makes good.
    private var barred: HTML {
        let report = waiting.report
        let isBarred =
            report.findings.contains { $0.barsForGood && $0.proposal == nil }
            || report.numberColumns.contains(where: \.isCertain)
        return isBarred
            ? Notice(.warning, "このままでは公開できない指摘があります。元のファイルを直してから、もう一度点検してください。").html : .empty
    }
}

/// The proposals as boxes.
enum RepairFields {
    static func classes(_ waiting: WaitingFile) -> Field<[String]> {
        .checkboxes(
            "rules", "種類ごとに直す",
            waiting.classes.map {
                Choice($0.rule.rawValue, "\($0.title)（\($0.repairable)件）", hint: example($0.rule, waiting))
            },
            hint: "前に選んだ種類と、値から確かに直せる種類を選んであります。")
    }

    static func single(_ waiting: WaitingFile) -> Field<[String]> {
        .checkboxes(
            "findings", "1つずつ直す",
            waiting.repairable.map { position, finding in
                Choice(
                    "\(position)", "\(finding.place): \(finding.change)",
                    hint: finding.rule.title)
            }, hint: "種類を選ばずに、ここで選んだものだけを直すこともできます。\(WaitingFile.listedMax)件まで示します。")
    }

    static func drawn(_ waiting: WaitingFile) -> [FormField] {
        let chosen = waiting.classes.filter { count in
            count.isSafe
                || waiting.decisions.list.contains { $0.rule == count.rule && $0.column == nil && $0.isAccepted }
        }
        var fields: [FormField] = []
        if !waiting.classes.isEmpty { fields.append(classes(waiting)(chosen.map(\.rule.rawValue))) }
        if !waiting.repairable.isEmpty {
            let known = waiting.repairable.filter { waiting.decisions.accepts($0.finding) && $0.finding.column != nil }
            fields.append(single(waiting)(known.map { "\($0.position)" }))
        }
        return fields + columns(waiting).map { reason($0)(waiting.decisions.reason(for: $0)) }
    }

    /// Columns with numbers that look like 個人番号 and of which a person may say that they are none.
    static func columns(_ waiting: WaitingFile) -> [NumberColumn] {
        Array(waiting.report.numberColumns.filter { !$0.isCertain }.prefix(columnsMax))
    }

    private static let columnsMax = 20

    static func reason(_ column: NumberColumn) -> Field<String?> {
        let isSplit = column.isSplit == true
        return Field<String>.text(
            "number\(column.columnNumber)\(isSplit ? "split" : "")",
            isSplit ? "「\(column.column)」の列を続けた数字が個人番号でない理由" : "「\(column.column)」の列の12桁の数字が個人番号でない理由", max: 200,
            hint: "検査数字の合うものが\(column.valid)件あります。個人番号でないときに書きます。理由は記録に残り、公開する人に示されます。"
        ).optional
    }

    /// What was decided; a class that is not chosen is refused, so that next month's file is asked about again.
    static func read(_ form: inout FormReader, _ waiting: WaitingFile) throws(FormRefused) -> RepairDecisions {
        let (rules, findings) = try form.values(classes(waiting), single(waiting))
        var decisions = RepairDecisions()
        for count in waiting.classes where rules.contains(count.rule.rawValue) { decisions.accept(count.rule) }
        for (position, finding) in waiting.repairable where findings.contains("\(position)") {
            decisions.accept(finding)
        }
        let columns = columns(waiting)
        let reasons = columns.map { form.value(reason($0)) ?? nil }
        try form.check()
        for (column, reason) in zip(columns, reasons) {
            if let reason, !reason.trimmingWhitespace.isEmpty { decisions.state(column.column, reason: reason) }
        }
        return decisions
    }

    private static func example(_ rule: DataRule, _ waiting: WaitingFile) -> String? {
        waiting.report.findings.first { $0.rule == rule && $0.proposal != nil }.map {
            "例: \($0.place) \($0.change)"
        }
    }
}

/// A report for people: what the file is, and each finding with its place and its repair.
struct ReportSection: Component {
    let report: CheckReport
    private static let shown = 300
    /// What is done whatever a person decides: a note, not something that is wrong.
    private let notes: [String]

    /// - Parameter mends: rules whose repairs are made with every file that is handed in.
    init(_ report: CheckReport, mends: [DataRule] = []) {
        var report = report
        notes =
            report.notes
            + report.findings.filter { mends.contains($0.rule) }.map {
                "\($0.rule.title): \($0.value)です。提出のときに\($0.proposal ?? "")に直します。"
            }
        report.counts.removeAll { mends.contains($0.rule) }
        report.findings.removeAll { mends.contains($0.rule) }
        self.report = report
    }

    var html: HTML {
        let file = report.file
        let counts = report.counts.map { count -> [HTML] in
            ["\(count.title)", "\(count.severity.japanese)", "\(count.count)", "\(count.repairable)"]
        }
        let rows = report.findings.prefix(Self.shown).map { finding -> [HTML] in
            [
                "\(finding.place)", "\(finding.severity.japanese)", "\(DataFinding.shown(finding.value))",
                "\(finding.message)",
                "\(finding.proposal.map(DataFinding.shown) ?? "―")",
            ]
        }
        let rest = report.findings.count - rows.count + report.findingsLeftOut
        return """
            \(SummaryList([
                ("ファイル", "\(file.name)（\(file.size)バイト）"), ("文字コード", "\(file.encoding)"), ("行数", "\(file.rows)行、\(file.headings.count)列"),
                ("形", "\(report.recognition.japanese)"),
            ]))
            \(notes.isEmpty ? .empty : Prose(notes.joined(separator: "\n")).html)
            <h2>見つかったこと</h2>
            \(TableView(
                caption: "種類ごとの件数", columns: [.rowHeader("種類"), .name("重さ"), .number("件数"), .number("直し方の案")], rows: counts,
                empty: "直すところは見つかりませんでした。"))
            \(rows.isEmpty ? .empty : Details("1件ずつ見る（\(rows.count)件\(rest > 0 ? "、ほか\(rest)件" : "")）", isOpen: rows.count <= 20, TableView(
                caption: "指摘", columns: [.rowHeader("場所"), .name("重さ"), .text("値"), .text("指摘"), .text("直し方の案")], rows: rows,
                isCaptionHidden: true).html).html)
            """
    }
}
