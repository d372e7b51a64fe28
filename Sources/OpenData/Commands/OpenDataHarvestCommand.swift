import ArgumentParser
import Site
import Storage
import Ward

/// `namiki opendata harvest [SOURCE]`: reads the catalogues of others now, and says what came of each record.
struct OpenDataHarvestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "harvest", abstract: "ほかのカタログからデータセットの説明を取り込みます。受け取らなかった記録があると2で終わります。")

    @Argument(help: ArgumentHelp("取込み元の題名か識別子。書かないときは、終えていないものすべて", valueName: "取込み元"))
    var source: String?
    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            let wanted = source
            try await store.withWard(.writing, OpenDataModule.allMigrations) { ward in
                let sources = try await ward.database.read { connection in
                    guard let wanted else { return try HarvestSource.open(on: connection) }
                    guard let known = try HarvestSource.named(wanted, on: connection) else {
                        throw HarvestRefusal.unknownSource(wanted)
                    }
                    guard known.endedOn == nil else { throw HarvestRefusal.ended }
                    return [known]
                }
                let told = try await Self.read(sources, with: WebReader.live, in: ward)
                format.print(
                    json: ["harvests": .array(told.map { Self.json($0.source, $0.harvest, $0.rejections) })],
                    text: told.map { Self.text($0.source, $0.harvest, $0.rejections) }.joined(separator: "\n"))
                if told.contains(where: { !$0.harvest.isGood }) { throw ExitCode.findings }
            }
        }
    }

    struct Told: Sendable {
        let source: HarvestSource
        let harvest: Harvest
        let rejections: [RejectedRecord]
    }

    /// One after the other, whatever comes of each.
    static func read(_ sources: [HarvestSource], with reader: WebReader, in ward: Ward) async throws -> [Told] {
        var told: [Told] = []
        for source in sources {
            let harvest = try await Harvest.run(source, with: reader, in: ward, by: .commandLine)
            let rejections = try await ward.database.read { try harvest.rejections(on: $0) }
            told.append(Told(source: source, harvest: harvest, rejections: rejections))
        }
        return told
    }

    private static func json(_ source: HarvestSource, _ harvest: Harvest, _ rejections: [RejectedRecord]) -> JSON {
        [
            "source": .string(source.id.text), "title": .string(source.title), "good": .bool(harvest.isGood),
            "taken": JSON(harvest.taken), "unchanged": JSON(harvest.unchanged), "rejected": JSON(harvest.rejected),
            "vanished": JSON(harvest.vanished), "failure": JSON(harvest.failure),
            "rejections": .array(
                rejections.map {
                    [
                        "identifier": .string($0.identifier), "title": .string($0.title),
                        "reasons": .array($0.reasons.map { .string($0) }),
                    ]
                }),
        ]
    }

    private static func text(_ source: HarvestSource, _ harvest: Harvest, _ rejections: [RejectedRecord]) -> String {
        let lines = rejections.map {
            "  受け取らず: \($0.identifier)　\($0.title)　\($0.reasons.joined(separator: " "))"
        }
        return (["\(source.title)　\(harvest.summary)"] + lines).joined(separator: "\n")
    }
}
