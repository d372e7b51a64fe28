import ArgumentParser
import Documents
import Japanese
import Notices
import Site
import Storage
import Ward

/// `namiki import FILE`: reads a notice and keeps it to be set right; with `--adopt` takes it into the plan, with `--check` only says what it reads.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "通知文を読み取り、記録します。--adopt で計画に取り入れます。")

    @Argument(help: ArgumentHelp("通知文や計画のファイル（\(NoticeFile.kinds)）", valueName: "ファイル"))
    var file: String

    @Flag(help: "読み取った結果だけを示し、何も記録しません（データベースは要りません）。")
    var check = false

    @Flag(help: "読み取った結果を計画に取り入れます。判断していない誤りがあるときは、取り入れません。")
    var adopt = false

    @Option(help: ArgumentHelp("文書の年度を確かめて渡します（例: 令和6年度、2024）", valueName: "年度"))
    var year: String?

    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            let confirmed = try year.map { text in
                guard let year = FiscalYear(reading: text) ?? Int(text).map(FiscalYear.init) else {
                    throw CommandInputRefusal("「\(text)」を年度として読めません。令和6年度 や 2024 のように書いてください。")
                }
                return year
            }
            let bytes = try FileReading.bytes(of: file, max: NoticeReader.bytesMax)
            let name = file.split(separator: "/").last.map(String.init) ?? file
            let read = try await NoticeFile(reading: bytes, name: name, tools: .live())
            let reading = try read.review(confirmedYear: confirmed).reading
            if check {
                format.print(json: reading.json, text: reading.text)
                if reading.findings.contains(where: { $0.severity == .error }) { throw ExitCode.findings }
            } else {
                try await keep(read, confirmed: confirmed)
            }
        }
    }

    /// Keeps the file for the page on which it is set right; takes it into the plan only when that was asked for and no error is open.
    private func keep(_ read: NoticeFile, confirmed: FiscalYear?) async throws {
        try await store.withWard(.migrating, PlanModule.allMigrations) { ward in
            let stamp = ward.stamp(by: .commandLine)
            let (run, isNew, reading, open) = try await ward.database.write { connection in
                let run = try ImportStore.keep(read, by: stamp, on: connection)
                if let confirmed, run.confirmedYear != confirmed {
                    try ImportStore.confirmYear(confirmed, in: run.id, by: stamp, on: connection)
                }
                let now = try ImportRun.known(run.id, on: connection)
                return (
                    now, run.importedAt == stamp.at, try ImportStore.reading(of: now, on: connection),
                    try ImportStore.openErrors(of: now, on: connection).count
                )
            }
            let takesIn = adopt && !run.isAdopted && open == 0
            let version =
                takesIn
                ? try await ward.database.write { try Adoption.adopt(run.id, by: stamp, on: $0) } : run.version
            var json = reading.json
            if case .object(var members) = json {
                members["version"] = JSON(version?.text)
                members["changed"] = JSON(takesIn || isNew)
                members["adopted"] = JSON(version != nil)
                members["openErrors"] = JSON(open)
                json = .object(members)
            }
            let words =
                if run.isAdopted {
                    "同じファイルが、すでに計画に取り入れてあります。何も変えていません。"
                } else if takesIn {
                    "計画に取り入れました。"
                } else if adopt {
                    ImportRefusal.openErrors(open).words
                } else {
                    "読み取って記録しました。計画には取り入れていません（取り入れるには --adopt を付けるか、画面「通知文」で確かめます）。"
                }
            format.print(json: json, text: reading.text + "\n" + words)
            if open > 0 { throw ExitCode.findings }
        }
    }
}

extension NoticeReading {
    /// For the terminal.
    var text: String {
        var lines = ["\(title ?? source.name)（\(fiscalYear?.japanese ?? "年度の記載なし")）", ""]
        for initiative in initiatives {
            lines.append("\(initiative.number) \(initiative.title)")
            for promise in initiative.promises {
                let dues = promise.deadlines.map { due in
                    let day = (due.deadline.deadlineClass == .from ? due.deadline.from : due.deadline.to)?.japanese
                    return "\(due.deadline.raw)→\(day ?? "年の確認が必要")"
                }
                lines.append(
                    "    \(promise.line)行目　\(promise.text)\(dues.isEmpty ? "" : "［\(dues.joined(separator: "、"))］")")
            }
        }
        lines.append("")
        for body in bodies {
            lines.append(
                "\(body.name)　数えた合計 \(body.computedTotal)名、書かれた合計 \(body.declaredTotal.map { "\($0)名" } ?? "なし")")
        }
        lines.append("")
        for finding in findings where finding.severity != .info {
            lines.append(
                "\(finding.severity.title)　\(finding.line)行目 \(finding.column)文字目　\(finding.message)"
                    + (finding.proposal.map { "　案：\($0)" } ?? ""))
        }
        lines.append("書かれていないこと \(gaps.count)件（一覧は画面「未記載事項」か --format json）")
        return lines.joined(separator: "\n")
    }
}
