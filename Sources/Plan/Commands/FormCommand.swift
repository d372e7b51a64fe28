import ArgumentParser
import Foundation
import Japanese
import Storage
import Tabular
import Ward

/// `namiki form …`: 照会票 as Excel files, out and in.
struct FormCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "form", abstract: "課ごとの照会票（Excel）を作り、記入されたものを読み取ります。",
        subcommands: [FormWriteCommand.self, FormReadCommand.self])
}

struct FormWriteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "write", abstract: "四半期の照会票を、課ごとに1つのファイルとして書き出します。")
    @OptionGroup var quarter: QuarterArgument
    @Option(help: ArgumentHelp("課の名前（書かないときは、すべての課）", valueName: "課"))
    var unit: String?
    @Option(help: ArgumentHelp("書き出すフォルダー", valueName: "フォルダー"))
    var output: String
    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        let (name, output) = (unit, output)
        try await answering {
            let quarter = try quarter.named()
            try await store.withWard(.reading, PlanModule.allMigrations) { ward in
                let madeAt = ward.clock.now()
                let forms = try await ward.database.read { connection in
                    guard let round = try RoundStore.find(quarter: quarter, on: connection) else {
                        throw UnknownRecord(Round.self)
                    }
                    return try InquiryStore.forms(round, on: connection).filter { name == nil || $0.unitName == name }
                }
                guard !forms.isEmpty else { throw InquiryRefusal.unknownUnit }
                let folder = URL(fileURLWithPath: output, isDirectory: true)
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                var files: [String] = []
                for form in forms {
                    // A unit's name may hold what a file's name may not.
                    let safe = form.unitName.map { "/\\:*?\"<>|".contains($0) ? "_" : $0 }
                    let file = folder.appendingPathComponent("照会票_\(quarter.code)_\(String(safe)).xlsx")
                    try Data(InquiryWorkbook(form: form, madeAt: madeAt).workbook.bytes()).write(to: file)
                    files.append(file.path)
                }
                format.print(
                    json: ["files": .array(files.map { .string($0) })],
                    text: (["照会票　\(files.count)件"] + files).joined(separator: "\n"))
            }
        }
    }
}

struct FormReadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read", abstract: "記入された照会票を読み、変わるところを示します。--take を付けると下書きとして取り込みます。")
    @OptionGroup var quarter: QuarterArgument
    @Argument(help: ArgumentHelp("記入された照会票", valueName: "ファイル"))
    var file: String
    @Flag(help: "下書きとして取り込みます。")
    var take = false
    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        let (path, take) = (file, take)
        try await answering {
            let quarter = try quarter.named()
            let url = URL(fileURLWithPath: path)
            guard let bytes = try? [UInt8](Data(contentsOf: url)) else {
                throw CommandInputRefusal("「\(path)」を読めません。ファイルの場所と、読む権限を確かめてください。")
            }
            try await store.withWard(.writing, PlanModule.allMigrations) { ward in
                let stamp = ward.stamp(by: .commandLine)
                let comparison = try await ward.database.write { connection in
                    guard let round = try RoundStore.find(quarter: quarter, on: connection) else {
                        throw UnknownRecord(Round.self)
                    }
                    guard take else { return try InquiryStore.compare(bytes, in: round, on: connection) }
                    let form = try InquiryStore.keep(
                        bytes, filename: url.lastPathComponent, in: round, by: stamp, on: connection)
                    return try InquiryStore.take(form.id, by: stamp, on: connection)
                }
                format.print(json: comparison.json, text: comparison.lines(taken: take).joined(separator: "\n"))
            }
        }
    }
}

extension InquiryComparison {
    /// For people at a terminal.
    fileprivate func lines(taken: Bool) -> [String] {
        let head = "\(form.unitName)　\(form.round.title)　" + (taken ? "取り込んだ回答" : "取り込む回答") + "　\(changes.count)件"
        return [head]
            + outcomes.map { outcome in
                [
                    outcome.kind.effect.title, outcome.kind.title, "\(outcome.sheet) \(outcome.place)", outcome.subject,
                    outcome.message,
                ].joined(separator: "　")
            }
    }
}
