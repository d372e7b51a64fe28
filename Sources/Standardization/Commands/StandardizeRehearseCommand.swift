import ArgumentParser
import Conversion
import Foundation
import Japanese
import Site
import Storage
import Tabular
import Ward

/// Runs a rehearsal to its sealed report; goes on where the last one was broken off.
struct StandardizeRehearseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rehearse",
        abstract: "データ移行を試行し、確定した報告（HTML、PDF、JSON）を作ります。途中で止まった試行は、続きから行います。",
        discussion:
            "終了コードは、稼働を止めるものがなければ 0、あれば 2 です。\n試行の記録と課の判断は、--database のデータベースに置きます。画面（namiki serve）でも同じものを指定してください。")
    @Argument(help: ArgumentHelp("workbench.yaml のあるフォルダー", valueName: "フォルダー"))
    var folder: String
    @Option(help: ArgumentHelp("同時に使うコアの数", valueName: "数"))
    var workers = 2
    @Flag(help: "PDF を作りません。")
    var withoutPDF = false
    @Flag(help: "進み具合を示しません。")
    var quiet = false
    @Flag(help: "データベースがまだないときに、新しく作ります。")
    var newDatabase = false
    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            let workbench = try WorkbenchSource.read(folder)
            let bars = StageBars(isShown: !quiet && format.format == .text)
            let result = try await store.withWard(
                newDatabase ? .migrating : .extending, StandardizationModule.allMigrations
            ) { ward in
                try await RehearsalRun.run(
                    workbench, in: URL(fileURLWithPath: folder).standardizedFileURL, by: .commandLine, ward: ward,
                    workers: max(1, workers), printer: withoutPDF ? nil : .live
                ) { bars.show($0) }
            }
            bars.end()
            let view = RehearsalView(result.content)
            format.print(json: result.json, text: RehearsalText.text(view, result))
            if !view.isGateOpen { throw ExitCode.findings }
        }
    }
}

/// The workbench of a command's folder.
enum WorkbenchSource {
    static func read(_ folder: String) throws -> Workbench {
        let (workbench, findings) = WorkbenchReader.read(URL(fileURLWithPath: folder))
        guard let workbench else { throw RunRefusal.declarations(findings) }
        return workbench
    }
}

/// One bar for each stage, one after the other.
final class StageBars {
    private let isShown: Bool
    private var bar: ProgressBar?
    private var title = ""

    init(isShown: Bool) { self.isShown = isShown }

    func show(_ progress: Rehearsal.Progress) {
        if progress.title != title {
            end()
            title = progress.title
            bar = ProgressBar(title: title, isShown: isShown)
        }
        bar?.show(progress.done, of: progress.total)
    }

    func end() {
        bar?.end()
        bar = nil
    }
}

/// The end of a rehearsal on the terminal.
enum RehearsalText {
    static func text(_ view: RehearsalView, _ result: RehearsalRun.Result) -> String {
        var lines = ["第\(view.number)回の試行が終わりました。\(result.folder.path)"]
        for system in view.systems {
            let count = system.blocking
            lines.append(
                "  \(system.name)　\(RehearsalTables.number(system.records))件　収支\(system.isConserved ? "は合います" : "が合いません")　稼働を止めるもの \(RehearsalTables.number(count))件"
            )
        }
        if let accuracy = view.content["accuracy"], accuracy != .null {
            func permille(_ key: String, _ value: String) -> String {
                (accuracy[key]?[value]?.integer).map { "\($0 / 10).\($0 % 10)%" } ?? "―"
            }
            lines.append(
                "  検出の精度（合成データによる値）: 差し止め以上の再現率 \(permille("stopAndBlock", "recallPermille"))、要確認の再現率 \(permille("warn", "recallPermille"))、全体の適合率 \(permille("all", "precisionPermille"))"
            )
        }
        lines.append("内容のハッシュ: \(result.record.contentHash)")
        lines.append(
            result.signature.map { "署名した鍵の指紋: \($0.fingerprint)" }
                ?? "署名はしていません（namiki signing-key で鍵を作り、場所を環境変数 \(SigningKey.variable) に書くと署名します）。")
        if let problem = result.pdfProblem { lines.append("PDF は作れませんでした。\(problem)") }
        lines.append(
            view.isGateOpen
                ? "稼働の判定: 稼働を止めるものはありません。"
                : "稼働の判定: 稼働できません。画面の「データ移行の試行」か namiki standardize report で、止めているものを確かめてください。")
        return lines.joined(separator: "\n")
    }
}
