import ArgumentParser
import Foundation
import Japanese
import Site
import Storage
import Ward

/// `namiki report QUARTER… --output FOLDER`: makes, seals and prints a report over frozen quarters.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "確定した四半期から部会への報告書を作り、確定してHTMLとPDFに書き出します。")

    @Argument(help: ArgumentHelp("四半期（例: 2026-1 2026-2）", valueName: "四半期"))
    var quarters: [String]

    @Option(help: ArgumentHelp("書き出す先のフォルダー", valueName: "フォルダー"))
    var output = "."

    @Option(help: ArgumentHelp("件名", valueName: "件名"))
    var title: String?

    @Option(help: ArgumentHelp("報告日", valueName: "日付"))
    var date: String?

    @Flag(help: "PDFを作りません。")
    var htmlOnly = false

    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            let asked = try quarters.map { code in
                guard let quarter = Quarter(code: code) else {
                    throw CommandInputRefusal("「\(code)」を四半期として読めません。2026-2 のように書いてください。")
                }
                return quarter
            }.sorted()
            try await store.withWard(.writing, PlanModule.allMigrations) { ward in
                let stamp = ward.stamp(by: .commandLine)
                let (title, day) = (self.title, date.flatMap { CivilDate(reading: $0) })
                let seal = try await ward.database.write { connection in
                    let rounds = try asked.map { quarter -> Round in
                        guard let round = try RoundStore.find(quarter: quarter, on: connection), round.state.isSealed
                        else {
                            throw ReportRefusal.notFrozen(quarter: quarter.japanese)
                        }
                        return round
                    }
                    guard let last = rounds.last else { throw ReportRefusal.noRounds }
                    let plan = try PlanVersion.find(last.version, on: connection)?.planTitle ?? ""
                    let committee = try BodyStore.list(on: connection).first { $0.kind == .subcommittee }?.name
                    let report = try ReportStore.create(
                        title: title ?? "\(plan)に定めた取組の進捗について（\(last.title)）", addressee: committee ?? "部会",
                        author: "事務局", reportedOn: day,
                        coverage: rounds.map { .init(round: $0.id, edition: $0.edition) }, by: stamp, on: connection)
                    return try ReportSealing.seal(report, by: stamp, on: connection)
                }
                let files = try await write(seal, ward: ward, stamp: stamp)
                format.print(
                    json: [
                        "report": .string(seal.subject), "edition": JSON(seal.edition),
                        "contentHash": .string(seal.contentHash), "files": .array(files.map { .string($0) }),
                    ],
                    text: "報告書を確定しました（第\(seal.edition)版、SHA-256 \(seal.contentHash)）。\n" + files.joined(separator: "\n")
                )
            }
        }
    }

    private func write(_ seal: Seal, ward: Ward, stamp: Stamp) async throws -> [String] {
        let page = try await ward.database.read { try SealStore.rendering(of: seal, type: "text/html", on: $0) }
        let base = "\(output)/report-\(seal.subject)-\(seal.edition)"
        var files = ["\(base).html"]
        try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
        try Data(page ?? []).write(to: URL(fileURLWithPath: files[0]))
        if !htmlOnly {
            do {
                let pdf = try await SealedEdition.pdf(of: seal, with: .live, ward: ward, by: stamp)
                files.append("\(base).pdf")
                try Data(pdf).write(to: URL(fileURLWithPath: files[1]))
            } catch let error as PrintingError {
                throw CommandInputRefusal(error.words)
            }
        }
        return files
    }
}
