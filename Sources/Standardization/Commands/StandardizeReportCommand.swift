import ArgumentParser
import Conversion
import Foundation
import Japanese
import Ward

/// Shows the report of a finished rehearsal again, and proves its files.
struct StandardizeReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "終わった試行の報告を示し、そのファイルが報告したときのままかを調べます。")
    @Argument(help: ArgumentHelp("作業フォルダー、または試行のフォルダー（runs/0001 など）", valueName: "フォルダー"))
    var folder: String
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            let run = try RunFolder.find(URL(fileURLWithPath: folder))
            let proof = try RehearsalProof(of: run)
            let data = try Data(contentsOf: run.appendingPathComponent("report.json"))
            guard let content = try? JSON(parsing: Array(data)) else { throw RunRefusal.noRun(run.path) }
            let view = RehearsalView(content)
            format.print(
                json: ["report": content, "proof": proof.json],
                text: ReportText.short(view) + "\n" + proof.text)
            if !view.isGateOpen || !proof.isWhole { throw ExitCode.findings }
        }
    }
}

/// Where runs lie.
enum RunFolder {
    /// A run's folder itself, or the newest finished run of a workbench.
    static func find(_ folder: URL) throws -> URL {
        func isFinished(_ url: URL) -> Bool {
            FileManager.default.fileExists(atPath: url.appendingPathComponent("report.json").path)
        }
        if isFinished(folder) { return folder }
        let runs = folder.appendingPathComponent("runs")
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: runs.path)) ?? []).sorted()
        guard let last = names.last(where: { isFinished(runs.appendingPathComponent($0)) }) else {
            throw RunRefusal.noRun(folder.path)
        }
        return runs.appendingPathComponent(last)
    }
}

/// A sealed report for the terminal.
enum ReportText {
    /// A sealed report in short.
    static func short(_ view: RehearsalView) -> String {
        var lines = ["\(view.workbench)　第\(view.number)回"]
        for system in view.systems {
            lines.append(
                "■ \(system.name)\(system.section.isEmpty ? "" : "　担当 \(system.section)")　\(RehearsalTables.number(system.records))件"
            )
            for blocker in system.blockers {
                lines.append(
                    "  \(blocker.reason.severity.japanese)　\(blocker.reason.code)　\(RehearsalTables.number(blocker.count))件　\(blocker.detail)"
                )
            }
            for (reason, count) in system.findings where reason.severity < .stop {
                lines.append(
                    "  \(reason.severity.japanese)　\(reason.code)　\(RehearsalTables.number(count.total))件　\(reason.japanese)"
                )
            }
        }
        lines.append(view.isGateOpen ? "稼働の判定: 稼働を止めるものはありません。" : "稼働の判定: 稼働できません。")
        return lines.joined(separator: "\n")
    }
}
