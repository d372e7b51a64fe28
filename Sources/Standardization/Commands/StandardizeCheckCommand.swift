import ArgumentParser
import Conversion
import Foundation
import Japanese
import Tabular
import Ward

/// Converts everything in a workbench and shows the ledger and what blocks going live.
struct StandardizeCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "作業フォルダーのデータを変換して確かめ、収支と、稼働を止めているものを示します。")
    @Argument(help: ArgumentHelp("workbench.yaml のあるフォルダー", valueName: "フォルダー"))
    var folder: String
    @Option(help: ArgumentHelp("結果を書くフォルダー（指定しなければ、作業フォルダーの check）", valueName: "フォルダー"))
    var output: String?
    @Option(help: ArgumentHelp("確かめるシステム（指定しなければすべて）", valueName: "id"))
    var system: [String] = []
    @Option(help: ArgumentHelp("同時に使うコアの数", valueName: "数"))
    var workers = 2
    @Flag(help: "進み具合を示しません。")
    var quiet = false
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            let source = URL(fileURLWithPath: folder)
            let (workbench, findings) = WorkbenchReader.read(source)
            let target = output.map { URL(fileURLWithPath: $0) } ?? source.appendingPathComponent("check")
            guard let workbench else {
                // What an earlier check found must not be taken for this one's.
                try CheckFolder.clear(target)
                if format.format == .json {
                    let list = findings.map { finding -> JSON in
                        [
                            "file": JSON(finding.file), "line": JSON(finding.line),
                            "message": JSON(finding.message),
                        ]
                    }
                    format.print(json: ["findings": .array(list)], text: "")
                    throw ExitCode.findings
                }
                throw RunRefusal.declarations(findings)
            }
            if let unknown = system.first(where: { id in !workbench.systems.contains { $0.id == id } }) {
                throw ValidationError("システム「\(unknown)」は workbench.yaml にありません。")
            }
            try CheckFolder.begin(target, workbench: source)
            let chosen = workbench.systems.filter { system.isEmpty || system.contains($0.id) }
            var ledgers: [SystemLedger] = []
            do {
                for item in chosen {
                    let bar = ProgressBar(title: item.name, isShown: !quiet && format.format == .text)
                    let run = SystemRun(
                        item, of: workbench, in: source, to: target.appendingPathComponent(item.id),
                        workers: max(1, workers), today: try Clock.ofCommand().today)
                    ledgers.append(try await run.run { bar.show($0, of: $1) })
                    bar.end()
                }
                let bar = ProgressBar(title: "規則で確認", isShown: !quiet && format.format == .text)
                let converted = chosen.map { ($0.id, target.appendingPathComponent($0.id)) }
                let checks = try await CheckRun(
                    workbench: workbench, converted: Dictionary(uniqueKeysWithValues: converted),
                    folder: target.appendingPathComponent("rules"), workers: max(1, workers)
                ).run { bar.show($0, of: $1) }
                bar.end()
                for position in ledgers.indices { ledgers[position].check = checks[ledgers[position].system] }
            }
            // Some systems alone prove nothing about going live.
            let isWhole = chosen.count == workbench.systems.count
            let isOpen = isWhole && ledgers.allSatisfy(\.blockers.isEmpty)
            // Without all systems nobody can say that a decision meets nothing.
            let decisions = DecisionUse(of: isWhole ? workbench.decisions : DecisionSet()) { id in
                [target.appendingPathComponent(id), target.appendingPathComponent("rules/\(id)")]
            }
            let json: JSON = [
                "workbench": JSON(workbench.name), "systems": try JSON(encoding: ledgers.map(\.report)),
                "decisions": try JSON(encoding: decisions),
                "unmetDecisions": .array(decisions.names.map { .string($0) }),
                "gate": JSON(isOpen ? "open" : isWhole ? "closed" : "unknown"),
            ]
            try Data(json.pretty.utf8).write(to: target.appendingPathComponent("ledger.json"))
            format.print(json: json, text: LedgerText.text(ledgers, decisions, isWhole: isWhole))
            if !isOpen { throw ExitCode.findings }
        }
    }
}

/// The folder that a check writes into: never one with anything else in it.
enum CheckFolder {
    /// Says that a folder was made here and may be replaced.
    private static let mark = ".namiki-check"

    /// Takes away what an earlier check wrote.
    static func clear(_ folder: URL) throws {
        let manager = FileManager.default
        if manager.fileExists(atPath: folder.appendingPathComponent(mark).path) { try manager.removeItem(at: folder) }
    }

    static func begin(_ folder: URL, workbench: URL) throws {
        let manager = FileManager.default
        let isMarked = manager.fileExists(atPath: folder.appendingPathComponent(mark).path)
        let names = (try? manager.contentsOfDirectory(atPath: folder.path)) ?? []
        guard isMarked || names.isEmpty, folder.standardizedFileURL.path != workbench.standardizedFileURL.path else {
            throw RunRefusal.notOurs(folder.path)
        }
        try clear(folder)
        try manager.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data().write(to: folder.appendingPathComponent(mark))
    }
}

/// A bar on the terminal; nothing where standard error is no terminal.
package final class ProgressBar {
    private let title: String
    private let isShown: Bool
    private var percent = -1

    package init(title: String, isShown: Bool) {
        self.title = title
        self.isShown = isShown && isatty(STDERR_FILENO) == 1
    }

    package func show(_ done: Int, of total: Int) {
        let now = total > 0 ? done * 100 / total : 100
        guard isShown, now != percent else { return }
        percent = now
        let progress = JobProgress(title: title, state: .running, total: 100, ok: now)
        FileHandle.standardError.write(Data("\r\(progress.line())".utf8))
    }

    package func end() {
        if isShown { FileHandle.standardError.write(Data("\n".utf8)) }
    }
}
