import ArgumentParser
import Foundation
import Japanese
import Storage
import Ward

/// `namiki witness …`: the second key, of somebody who does not run the system.
struct WitnessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "witness", abstract: "システムを動かさない人（監査事務局など）の鍵でも署名します。",
        discussion: """
            1. 動かす人が namiki verify --export 束 で書き出し、立ち会う人に渡します。
            2. 立ち会う人が、自分の機械で namiki witness sign を行い、前に署名した束と比べてから署名します。署名した束は、次のために保管します。
            3. 動かす人が、署名した束を namiki witness take で受け入れます。
            """,
        subcommands: [WitnessSignCommand.self, WitnessTakeCommand.self])
}

/// `namiki witness sign BUNDLE --key FILE --against OLD --output NEW`: needs no database.
struct WitnessSignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign", abstract: "束を調べ、前に署名した束と比べてから、確定版と日締めに署名します。データベースは要りません。")

    @Argument(help: ArgumentHelp("namiki verify --export で書き出した束", valueName: "束"))
    var bundle: String

    @Option(help: ArgumentHelp("立ち会う人の署名の鍵", valueName: "鍵"))
    var key: String

    @Option(help: ArgumentHelp("前に署名して保管している束", valueName: "束"))
    var against: String?

    @Flag(help: "前に署名した束がない、初めての署名です。")
    var first = false

    @Option(help: ArgumentHelp("署名した束を書き出すファイル", valueName: "ファイル"))
    var output: String

    @OptionGroup var format: FormatOption

    func validate() throws {
        if first == (against != nil) {
            throw ValidationError("前に署名した束を --against に書いてください。初めての署名のときだけ --first を付けてください。")
        }
    }

    func run() async throws {
        try await answering {
            let signing = try SigningKey(reading: key)
            let bytes = try FileReading.bytes(of: bundle, max: JSON.bytesMax)
            let read = try SealBundle(parsing: bytes)
            let earlier = try against.map { try Self.own($0, signedWith: signing) }
            let report = read.verify(renderers: Platform.renderers, against: earlier)
            guard report.isWhole else {
                throw CommandInputRefusal("合わないものがあるため、署名しませんでした。\n\(report.text)")
            }
            let signed = try Witness.sign(read, with: signing, at: Clock.ofCommand().now())
            try PrivateFile.write(Array(signed.bundle.json.canonical.utf8), to: output)
            format.print(
                json: [
                    "output": .string(output), "signatures": JSON(signed.added), "seals": JSON(report.seals),
                    "heads": JSON(report.heads),
                ],
                text:
                    "確定版\(report.seals)件、日締め\(report.heads)件を調べ、新しく\(signed.added)件に署名して \(output) に書きました。次の署名まで保管してください。"
            )
        }
    }

    /// What this key signed before: somebody else's file would hide what changed since.
    private static func own(_ file: String, signedWith key: SigningKey) throws -> EarlierState {
        let kept = try SealBundle(parsing: FileReading.bytes(of: file, max: JSON.bytesMax))
        let report = kept.verify(renderers: [:], signedBy: [TrustedKey(publicKey: key.publicKey)])
        guard report.isWhole else {
            throw CommandInputRefusal("「\(file)」は、この鍵で署名した束ではありません。\n\(report.text)")
        }
        return EarlierState(kept, name: file)
    }
}

/// `namiki witness take BUNDLE`.
struct WitnessTakeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "take", abstract: "立ち会う人が署名した束から、署名を受け入れます。")

    @Argument(help: ArgumentHelp("namiki witness sign で署名した束", valueName: "束"))
    var bundle: String

    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            let read = try SealBundle(parsing: FileReading.bytes(of: bundle, max: JSON.bytesMax))
            try await store.withWard(.writing, WardMigrations.all) { ward in
                let stamp = ward.stamp(by: .commandLine)
                let count = try await ward.database.write { try Witness.take(read, by: stamp, on: $0) }
                format.print(json: ["signatures": JSON(count)], text: "署名を\(count)件受け入れました。")
            }
        }
    }
}
