import ArgumentParser
import Datasets
import Foundation
import Japanese
import Site
import Storage
import Ward

/// `namiki opendata …`
struct OpenDataCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "opendata", abstract: "オープンデータのファイルを点検し、直し、公開します。",
        subcommands: [
            OpenDataCheckCommand.self, OpenDataRepairCommand.self, OpenDataPublishCommand.self,
            OpenDataListCommand.self, OpenDataHarvestCommand.self, OpenDataDemoCommand.self,
        ])

    /// Of a file that a command reads whole.
    static let bytesMax = Release.bytesMax

    static func read(_ path: String) throws -> (bytes: [UInt8], name: String) {
        let bytes = try FileReading.bytes(of: path, max: bytesMax)
        guard bytes.count <= bytesMax else { throw EvidenceRefusal.tooLarge(bytesMax: bytesMax) }
        return (bytes, URL(fileURLWithPath: path).lastPathComponent)
    }

    static func decisions(_ option: String?) throws -> RepairDecisions {
        guard let option else { return RepairDecisions() }
        do throws(UnknownRules) {
            return try RepairDecisions(option: option)
        } catch {
            throw CommandInputRefusal(error.japanese)
        }
    }

    static func standard(_ name: String?) throws -> String? {
        guard let name else { return nil }
        guard let standard = StandardDataset.find(name) else {
            throw CommandInputRefusal(
                "「\(name)」という標準データセットはありません。\(StandardDataset.all.map { "\($0.number) \($0.title)" }.joined(separator: "、")) から選んでください。"
            )
        }
        return standard.number
    }
}

/// `namiki opendata check FILE`: what is wrong with a file, and what would mend it.
struct OpenDataCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "check", abstract: "ファイルを点検します。指摘があると2で終わります。")

    @Argument(help: ArgumentHelp("CSVかExcelのファイル", valueName: "ファイル"))
    var file: String
    @Option(name: .customLong("as"), help: ArgumentHelp("標準データセットの番号か題名", valueName: "標準データセット"))
    var standard: String?
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            let (bytes, name) = try OpenDataCommand.read(file)
            let report = try await FileCheck.report(bytes, name, standard: OpenDataCommand.standard(standard))
            switch format.format {
            case .json: print(report.json)
            case .text: print(report.human)
            }
            if !report.isClean { throw ExitCode.findings }
        }
    }
}

/// `namiki opendata repair FILE --accept all -o OUT`: the file with the repairs that were accepted.
struct OpenDataRepairCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "repair", abstract: "選んだ案で直したファイルを書き出します。元のファイルは変えません。")

    @Argument(help: ArgumentHelp("CSVかExcelのファイル", valueName: "ファイル"))
    var file: String
    @Option(help: ArgumentHelp("直す種類（all、safe、または規則をコンマで区切ったもの）", valueName: "種類"))
    var accept: String
    @Option(name: .shortAndLong, help: ArgumentHelp("書き出す先", valueName: "ファイル"))
    var output: String
    @Option(name: .customLong("as"), help: ArgumentHelp("標準データセットの番号か題名", valueName: "標準データセット"))
    var standard: String?
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            let (bytes, name) = try OpenDataCommand.read(file)
            let repaired = try await DatasetRepair(
                FileCheck.open(bytes, name), OpenDataCommand.decisions(accept),
                FileCheck.options(OpenDataCommand.standard(standard))
            ).bytes()
            try Data(repaired.bytes).write(to: URL(fileURLWithPath: output), options: .atomic)
            switch format.format {
            case .json: print(repaired.report.json)
            case .text: print(repaired.report.human)
            }
        }
    }
}

/// `namiki opendata publish FILE --dataset NAME`: checks, repairs and releases a file of a dataset that there is.
struct OpenDataPublishCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish", abstract: "ファイルを点検し、選んだ案で直して、データセットの新しい版として公開します。")

    @Argument(help: ArgumentHelp("CSVかExcelのファイル", valueName: "ファイル"))
    var file: String
    @Option(help: ArgumentHelp("データセットの識別名", valueName: "識別名"))
    var dataset: String
    @Option(help: ArgumentHelp("データの名前（アドレスに使うもの）。書かないときは data", valueName: "名前"))
    var resource = "data"
    @Option(help: ArgumentHelp("直す種類（all、safe、または規則をコンマで区切ったもの）。書かないときは直しません", valueName: "種類"))
    var accept: String?
    @Option(
        name: .customLong("no-individual-number"),
        help: ArgumentHelp("12桁の数字の列が個人番号でない理由（列の名前=理由）。列ごとに書きます", valueName: "列=理由"))
    var statements: [String] = []
    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            let (bytes, filename) = try OpenDataCommand.read(file)
            var decisions = try OpenDataCommand.decisions(accept)
            for statement in statements {
                let parts = statement.split(separator: "=", maxSplits: 1).map { String($0).trimmingWhitespace }
                guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else {
                    throw CommandInputRefusal("「\(statement)」は「列の名前=理由」の形ではありません。")
                }
                decisions.state(parts[0], reason: parts[1])
            }
            let decided = decisions
            guard DatasetFields.isName(resource) else {
                throw CommandInputRefusal("データの名前「\(resource)」は使えません。半角の英小文字、数字、「-」「_」にしてください。")
            }
            let (name, wanted) = (resource, dataset)
            try await store.withWard(.writing, OpenDataModule.allMigrations) { ward in
                let (known, own) = try await ward.database.read { connection in
                    guard let known = try Dataset.named(wanted, on: connection) else {
                        throw UnknownRecord(Dataset.self)
                    }
                    return (known, try Resource.of(known, on: connection).first { $0.name == name })
                }
                guard known.source == nil else { throw OpenDataRefusal.filledByProgram }
                let file = try await FileCheck.prepared(bytes, filename, standard: known.standard, decided)
                if let own { try await Release.compare(file, for: own.id, in: ward) }
                let stamp = ward.stamp(by: .commandLine)
                let release = try await ward.database.write { connection in
                    let resource =
                        try Resource.of(known, on: connection).first { $0.name == name }
                        ?? Resource.create(name, title: known.title, of: known, by: stamp, on: connection)
                    let handed = try Release.handIn(file, for: resource, by: stamp, on: connection)
                    try handed.publish(by: stamp, on: connection)
                    return try Release.known(handed.id, on: connection)
                }
                format.print(
                    json: [
                        "dataset": .string(known.name), "resource": .string(name), "number": JSON(release.number),
                        "rows": JSON(release.rowCount), "sha256": .string(release.content),
                        "path": .string("\(known.publicPath)/\(name)/\(release.number ?? 0)"),
                    ],
                    text:
                        "「\(known.title)」の第\(release.number ?? 0)版（\(release.rowCount)行）を公開しました。\(known.publicPath)/\(name)/\(release.number ?? 0)"
                )
            }
        }
    }
}

/// `namiki opendata list`: the datasets with their state and newest release.
struct OpenDataListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "データセットの一覧を示します。")

    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            try await store.withWard(.reading, OpenDataModule.allMigrations) { ward in
                let rows = try await ward.database.read { connection in
                    try Dataset.list("ORDER BY name", on: connection).map { dataset in
                        let resources = try Resource.of(dataset, on: connection)
                        let releases = try resources.compactMap { try Release.latest(of: $0.id, on: connection) }
                        return (
                            dataset: dataset, rows: releases.reduce(0) { $0 + $1.rowCount },
                            number: releases.compactMap(\.number).max()
                        )
                    }
                }
                format.print(
                    json: [
                        "datasets": .array(
                            rows.map {
                                [
                                    "name": .string($0.dataset.name), "title": .string($0.dataset.title),
                                    "state": .string($0.dataset.state.rawValue), "rows": JSON($0.rows),
                                    "release": JSON($0.number),
                                ]
                            })
                    ],
                    text: rows.map {
                        "\($0.dataset.name)　\($0.dataset.title)　\($0.dataset.state.title)\($0.number.map { "　第\($0)版" } ?? "")　\($0.rows)行"
                    }.joined(separator: "\n"))
            }
        }
    }
}

/// `namiki opendata demo`: datasets of the demonstration, each marked as made up.
struct OpenDataDemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "demo", abstract: "見本のデータベースに、見本のデータセットを入れます。")

    @Option(help: ArgumentHelp("点検して、いくつかを直して公開する、実在のファイルのフォルダー", valueName: "フォルダー"))
    var files: String?
    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            try await store.withWard(.extending, OpenDataModule.allMigrations) { ward in
                let count = try await OpenDataDemo.load(ward)
                var checked: [OpenDataDemo.CheckedSample] = []
                if let files { checked = try await OpenDataDemo.check(URL(fileURLWithPath: files), in: ward) }
                let lines = checked.map { file in
                    "\(file.filename): 指摘\(file.findings)件、うち直し方の案\(file.repairable)件"
                        + (file.released.map { "。直して「\($0)」として公開しました" } ?? "")
                }
                format.print(
                    json: [
                        "datasets": JSON(count + checked.count { $0.released != nil }),
                        "files": .array(
                            checked.map {
                                [
                                    "file": .string($0.filename), "findings": JSON($0.findings),
                                    "repairable": JSON($0.repairable), "released": JSON($0.released),
                                ]
                            }),
                    ], text: (["見本のデータセットを\(count)件公開しました。"] + lines).joined(separator: "\n"))
            }
        }
    }
}
