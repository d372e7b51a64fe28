import ArgumentParser
import Conversion
import Foundation
import Japanese
import Tabular
import Ward

/// Makes a layout from an item list in the shape of the official ones.
struct StandardizeLayoutCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "layout", abstract: "項目の一覧（基本データリストの形の表。xlsx、CSV、TSV）からレイアウトを作ります。")
    @Argument(help: ArgumentHelp("項目の一覧と、あればコードの一覧のファイル", valueName: "ファイル"))
    var files: [String]
    @Option(help: ArgumentHelp("レイアウトの名称（指定しなければ最初のファイルの名前）", valueName: "名称"))
    var name: String?
    @Option(help: ArgumentHelp("業務（指定しなければ項目IDの先頭3桁）", valueName: "番号"))
    var business: String?
    @Option(help: ArgumentHelp("仕様の版", valueName: "版"))
    var version = "1"
    @Option(help: ArgumentHelp("適用の日（2026-04-01 の形）", valueName: "日"))
    var effective: String?
    @Option(help: ArgumentHelp("書き出すファイル（指定しなければ画面）", valueName: "ファイル"))
    var output: String?
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            let day = effective.flatMap { CivilDate(iso: $0) }
            if effective != nil, day == nil { throw LayoutRefusal.badDay(effective ?? "") }
            let (layout, findings) = try LayoutSource.list(
                files, name: name, business: business, version: version, effective: day)
            if let layout, let output {
                try Data(LayoutWriter.yaml(layout).utf8).write(to: URL(fileURLWithPath: output))
            }
            for finding in findings where format.format == .text { printError(finding.japanese) }
            format.print(
                json: [
                    "layout": layout.map { JSON($0.name) } ?? nil,
                    "groups": .array(
                        (layout?.groups ?? []).map { ["name": JSON($0.name), "items": JSON($0.items.count)] }),
                    "findings": .array(
                        findings.map { finding -> JSON in
                            [
                                "sheet": JSON(finding.sheet), "row": JSON(finding.row),
                                "message": JSON(finding.message), "error": JSON(finding.isError),
                            ]
                        }),
                ],
                text: layout.map { layout in
                    output == nil
                        ? LayoutWriter.yaml(layout)
                        : layout.groups.map { "グループ「\($0.name)」　\($0.items.count)項目" }.joined(separator: "\n")
                } ?? "レイアウトは作りませんでした。上の行を直してください。")
            if layout == nil { throw ExitCode.findings }
        }
    }
}

/// Tells two layouts apart, and the mapping lines each difference touches.
struct StandardizeDiffLayoutCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff-layout", abstract: "2つのレイアウト（または項目の一覧）の違いと、関わる対応の行を示します。")
    @Argument(help: ArgumentHelp("前のレイアウト（YAML）か項目の一覧", valueName: "前"))
    var before: String
    @Argument(help: ArgumentHelp("後のレイアウト（YAML）か項目の一覧", valueName: "後"))
    var after: String
    @Option(help: ArgumentHelp("前のレイアウトを使う作業フォルダー。関わる対応の行を示します", valueName: "フォルダー"))
    var workbench: String?
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            let changes = LayoutDiff(from: try LayoutSource.any(before), to: try LayoutSource.any(after)).changes
            var touched: [String: [String]] = [:]
            if let workbench {
                let (bench, findings) = WorkbenchReader.read(URL(fileURLWithPath: workbench))
                guard let bench else { throw RunRefusal.declarations(findings) }
                for change in changes { touched["\(change.group)/\(change.item)"] = TouchedLines.of(change, in: bench) }
            }
            func lines(_ change: LayoutDiff.Change) -> [String] { touched["\(change.group)/\(change.item)"] ?? [] }
            format.print(
                json: [
                    "changes": .array(
                        changes.map { change -> JSON in
                            [
                                "kind": JSON(change.kind.rawValue), "group": JSON(change.group),
                                "item": JSON(change.item), "before": JSON(change.before), "after": JSON(change.after),
                                "lines": .array(lines(change).map { .string($0) }),
                            ]
                        })
                ],
                text: changes.isEmpty
                    ? "違いはありません。"
                    : changes.map { change in
                        let values = [change.before, change.after].map { $0 ?? "なし" }.joined(separator: " → ")
                        let places = lines(change).map { "\n    \($0)" }.joined()
                        return "\(change.kind.japanese)　\(change.group)　\(change.item)　\(values)\(places)"
                    }.joined(separator: "\n"))
            if !changes.isEmpty { throw ExitCode.findings }
        }
    }
}

/// Layouts from the files a command names.
enum LayoutSource {
    static func list(
        _ files: [String], name: String? = nil, business: String? = nil, version: String = "1",
        effective: CivilDate? = nil
    ) throws -> (layout: RecordLayout?, findings: [OfficialItemList.Finding]) {
        var sheets: [OfficialItemList.Sheet] = []
        for file in files {
            let url = URL(fileURLWithPath: file)
            do {
                sheets += try ItemListFile.sheets(Array(try Data(contentsOf: url)), name: url.lastPathComponent)
            } catch let refusal as ItemListFile.Refusal {
                throw LayoutRefusal.unreadable(refusal.japanese)
            }
        }
        let first = files.first.map { URL(fileURLWithPath: $0).deletingPathExtension().lastPathComponent }
        return OfficialItemList.read(
            sheets, name: name ?? first ?? "", business: business, version: version, effective: effective)
    }

    /// A YAML layout by its ending, anything else as an item list.
    static func any(_ file: String) throws -> RecordLayout {
        if file.hasSuffix(".yaml") || file.hasSuffix(".yml") {
            let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: file)), as: UTF8.self)
            let (layout, findings) = LayoutReader.read(text, file: file)
            guard let layout else { throw RunRefusal.declarations(findings) }
            return layout
        }
        let (layout, findings) = try list([file])
        guard let layout else {
            throw LayoutRefusal.unreadable(findings.filter(\.isError).map(\.japanese).joined(separator: "\n"))
        }
        return layout
    }
}
