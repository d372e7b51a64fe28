import ArgumentParser
import Conversion
import Foundation
import Ward

/// Makes a first workbench from a list of items and some files.
struct StandardizeDraftCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draft",
        abstract: "移行先の項目の一覧と、旧システムのCSVから、作業フォルダーの下書きを作ります。",
        discussion: "名前が同じ項目を結び付けます。残りは check が示すので、mapping.yaml に書き足してください。")
    @Argument(help: ArgumentHelp("作るフォルダー（まだないもの）", valueName: "フォルダー"))
    var folder: String
    @Option(help: ArgumentHelp("移行先の項目の一覧（xlsx、CSV、TSV。コードの一覧も続けて指定できます）", valueName: "ファイル"))
    var items: [String]
    @Option(help: ArgumentHelp("旧システムの見出しのあるCSV（複数あれば、その数だけ指定します）", valueName: "ファイル"))
    var csv: [String]
    @Option(help: ArgumentHelp("旧システムの記号（半角の小文字、数字、ハイフン）", valueName: "記号"))
    var id = "old"
    @Option(help: ArgumentHelp("旧システムの名前", valueName: "名前"))
    var name = "旧システム"
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            let url = URL(fileURLWithPath: folder)
            guard !FileManager.default.fileExists(atPath: url.path) else { throw LayoutRefusal.exists(folder) }
            let names = csv.map { URL(fileURLWithPath: $0).lastPathComponent }
            if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
                throw LayoutRefusal.unreadable("「\(twice)」を2回指定しています。名前の違うファイルを1回ずつ指定してください。")
            }
            guard !id.isEmpty, id != "rules",
                id.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2D })
            else {
                throw LayoutRefusal.unreadable("--id は半角の小文字、数字、ハイフンで書いてください（フォルダーの名前になります）。")
            }
            let (target, findings) = try LayoutSource.list(items, name: "移行先")
            guard let target else {
                throw LayoutRefusal.unreadable(findings.filter(\.isError).map(\.japanese).joined(separator: "\n"))
            }
            for finding in findings where format.format == .text { printError(finding.japanese) }
            let sources = try csv.map { path in
                let file = URL(fileURLWithPath: path)
                return try WorkbenchDraft.source(Array(try Data(contentsOf: file)), fileName: file.lastPathComponent)
            }
            let draft = WorkbenchDraft(title: name, system: id, target: target, sources: sources)
            for (path, bytes) in draft.files {
                let file = url.appendingPathComponent(path)
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(bytes).write(to: file)
            }
            let paths = draft.files.map(\.path)
            format.print(
                json: ["folder": .string(folder), "files": .array(paths.map { .string($0) })],
                text: (paths.map { "  \(folder)/\($0)" }
                    + ["次に namiki standardize check \(folder) を実行してください。まだ決まっていない項目をすべて示します。"]).joined(separator: "\n"))
        }
    }
}
