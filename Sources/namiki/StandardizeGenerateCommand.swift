import ArgumentParser
import Foundation
import Japanese
import Standardization
import SyntheticWard
import Ward

/// Writes an invented ward with ten systems, planted defects and the list of what is right.
struct StandardizeGenerateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "合成データの区（10システム）を作ります。仕込んだ誤りと、紛らわしいが正しいデータの一覧も書きます。",
        discussion: "同じ種からは、同じバイトができます。実在の人の情報は使いません。")
    @Argument(help: ArgumentHelp("書き出すフォルダー（まだないもの）", valueName: "フォルダー"))
    var folder: String
    @Option(help: ArgumentHelp("大きさ（S＝5,700人、M＝57,000人、L＝570,000人）", valueName: "大きさ"))
    var size = "S"
    @Option(help: ArgumentHelp("乱数の種", valueName: "数"))
    var seed: UInt64 = 1
    @Flag(help: "進み具合を示しません。")
    var quiet = false
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            guard let size = SyntheticWard.Size(rawValue: size.uppercased()) else {
                throw GenerateRefusal.size(size)
            }
            let url = URL(fileURLWithPath: folder)
            guard !FileManager.default.fileExists(atPath: url.path) else { throw GenerateRefusal.exists(folder) }
            let bar = ProgressBar(title: "合成データの区", isShown: !quiet && format.format == .text)
            let summary = try SyntheticWard(seed: seed, size: size).write(to: url) { bar.show($0, of: $1) }
            bar.end()
            format.print(json: summary.json, text: summary.japanese)
        }
    }
}

/// Why no ward is generated.
enum GenerateRefusal: Refusal, Hashable {
    case size(String)
    case exists(String)

    var words: String {
        switch self {
        case .size(let text): "大きさ「\(text)」はありません。S、M、L のどれかを書いてください。"
        case .exists(let folder): "「\(folder)」はもうあります。何も上書きしません。別の名前を書いてください。"
        }
    }
}

extension SyntheticWard.Summary {
    var japanese: String {
        let files = records.map { "  \($0.system)　\($0.group)　\(ExactNumber($0.count).grouped)件" }
        let planted = defects.map { "\($0.kind.rawValue) \($0.count)" }.joined(separator: "、")
        return
            (["合成データの区を作りました。"] + files + [
                "仕込んだ誤り: \(planted)", "紛らわしいが正しいデータ: \(decoys.reduce(0) { $0 + $1.count })件",
            ])
            .joined(separator: "\n")
    }

    var json: JSON {
        [
            "records": .array(
                records.map {
                    ["system": .string($0.system), "group": .string($0.group), "records": JSON($0.count)]
                }),
            "defects": .object(
                Dictionary(defects.map { ($0.kind.rawValue, JSON($0.count)) }, uniquingKeysWith: { first, _ in first })),
            "decoys": .object(
                Dictionary(decoys.map { ($0.kind, JSON($0.count)) }, uniquingKeysWith: { first, _ in first })),
        ]
    }
}
