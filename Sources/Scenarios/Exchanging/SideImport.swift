import Declaring
import Foundation

/// A recording of Selenium IDE (`.side`) made into drafts, with everything that was not taken.
public struct SideImport: Hashable, Sendable {
    public let scenario: Scenario
    public let contract: ScreenContract
    /// What a person must look at: commands that were left out, values that look secret, controls with too few marks.
    public let findings: [DeclarationFinding]

    static let bytesMax = 5_000_000
    static let commandsMax = 400

    private struct File: Decodable {
        struct Test: Decodable {
            let name: String?
            let commands: [Command]
        }
        struct Command: Decodable {
            let command: String
            let target: String?
            let targets: [[String]]?
            let value: String?
        }
        let name: String?
        let url: String?
        let tests: [Test]
    }

    /// - Parameter test: by name; the longest when `nil`: recorders leave trials of theirs in the file.
    /// - Returns: `nil` drafts never: either drafts with findings, or the findings alone.
    public static func read(_ bytes: [UInt8], file: String, test: String? = nil) -> Result<SideImport, SideRefusal> {
        guard bytes.count <= bytesMax else { return .failure(.init(file, "記録のファイルが大きすぎます。")) }
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        guard let recording = try? JSONDecoder().decode(File.self, from: Data(text)) else {
            return .failure(.init(file, Self.words(text)))
        }
        let known = recording.tests.map { $0.name ?? "（名前なし）" }
        let chosen =
            test.map { name in recording.tests.first { $0.name == name } }
            ?? recording.tests.max { $0.commands.count < $1.commands.count }
        guard let chosen else {
            return .failure(.init(file, "取り込む記録がありません。今あるのは \(known.joined(separator: "、")) です。"))
        }
        guard chosen.commands.count <= commandsMax else {
            return .failure(.init(file, "一つの記録は\(commandsMax)命令までです。記録を分けてください。"))
        }
        var draft = SideDraft(file: file, base: recording.url ?? "")
        if known.count > 1 {
            draft.tell(
                "記録が\(known.count)個あります（\(known.joined(separator: "、"))）。「\(chosen.name ?? "（名前なし）")」だけを取り込みました。")
        }
        for command in chosen.commands where SideDraft.types(command.command) {
            draft.typed.formUnion([command.target ?? ""] + (command.targets ?? []).compactMap(\.first))
        }
        for (index, command) in chosen.commands.enumerated() {
            draft.take(
                command.command, target: command.target ?? "", targets: command.targets ?? [],
                value: command.value ?? "",
                number: index + 1)
        }
        return .success(draft.made(name: chosen.name ?? recording.name ?? ""))
    }

    /// Why it is no recording, by what it looks like.
    private static func words(_ text: ArraySlice<UInt8>) -> String {
        let start = String(decoding: text.prefix(500), as: UTF8.self)
        if start.first(where: { !$0.isWhitespace }) == "<" {
            return "古い形（HTML）の記録です。新しい Selenium IDE で開き、.side で保存し直してください。"
        }
        if start.contains("***") { return "Robot Framework の手順は取り込めません。Selenium IDE で記録した .side を選んでください。" }
        return "Selenium IDE の記録（.side）として読めません。"
    }
}

/// Why a recording was not read at all.
public struct SideRefusal: Error, Hashable, Sendable {
    public let finding: DeclarationFinding

    init(_ file: String, _ message: String) {
        finding = DeclarationFinding(check: "side", file: file, line: nil, message: message)
    }
}
