import ArgumentParser
import Foundation
import Storage
import Ward

/// `namiki verify`: proves that nothing that was recorded has changed, in a store, in an exported bundle, or in what a module
/// keeps outside the store.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "確定した版と記録が、記録したときのままかを調べます。",
        discussion: """
            束（--export で書き出したファイル）を渡すと、データベースのない機械でも調べられます。

            データベースをすべて書き換えられる人は、封も証跡も作り直せます。その人に対しては、データベースの外にある鍵の署名（--signed-by）と、\
            外で保管した前の束や日締め（--against）が証拠になります。

            データベースの外にあるものは、次の指定で調べます。
            \(Platform.proofs.map { "  --\($0.option) <\($0.valueName)>  \($0.help)" }.joined(separator: "\n"))
            """)

    @Argument(
        parsing: .allUnrecognized,
        help: ArgumentHelp("調べる束のファイル。書かないときはデータベースを調べます。", valueName: "束"))
    var subjects: [String] = []

    @Option(help: ArgumentHelp("確定版をすべて書き出すファイル", valueName: "ファイル"))
    var export: String?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "すべての確定版と日締めに、この公開鍵（.pub のファイル。いくつでも）のどれかの、有効期間のうちの署名があるかを調べます", valueName: "公開鍵"))
    var signedBy: [String] = []

    @Option(help: ArgumentHelp("前に書き出して保管した束か日締め。消されたもの、書き換えられたものを調べます", valueName: "ファイル"))
    var against: String?

    @Option(help: ArgumentHelp("時刻の証明の署名を、この認証局の証明書（PEM）で調べます", valueName: "証明書"))
    var authority: String?

    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func validate() throws {
        switch try VerifySubject(reading: subjects, proofs: Platform.proofs) {
        case .store: return
        case .bundle:
            guard export == nil, authority == nil else {
                throw ValidationError("--export と --authority は、データベースを調べるときに使います。")
            }
        case .other:
            guard export == nil, authority == nil, against == nil else {
                throw ValidationError("--export、--authority、--against は、データベースか束を調べるときに使います。")
            }
        }
    }

    func run() async throws {
        try await answering {
            switch try VerifySubject(reading: subjects, proofs: Platform.proofs) {
            case .store: try answer(await proveStore().outcome)
            case .bundle(let path): try answer(proveBundle(path).outcome)
            case .other(let proof, let subject):
                try answer(prove(subject, by: proof))
            }
        }
    }

    private func answer(_ outcome: Proof.Outcome) throws {
        format.print(json: outcome.json, text: outcome.text)
        if !outcome.isWhole { throw ExitCode.findings }
    }

    /// One of the keys is enough.
    private func prove(_ subject: String, by proof: Proof) throws -> Proof.Outcome {
        let keys = try PublicKeyFiles.read(signedBy)
        guard let first = keys.first else { return try proof.prove(subject, nil) }
        for key in keys.dropFirst() {
            let outcome = try proof.prove(subject, key.publicKey)
            if outcome.isWhole { return outcome }
        }
        return try proof.prove(subject, first.publicKey)
    }

    private func earlierState() throws -> EarlierState? {
        try against.map { path in
            try EarlierState(
                parsing: FileReading.bytes(of: path, max: JSON.bytesMax),
                name: URL(fileURLWithPath: path).lastPathComponent)
        }
    }

    private func proveBundle(_ path: String) throws -> VerificationReport {
        let bytes = try FileReading.bytes(of: path, max: JSON.bytesMax)
        return try SealBundle(parsing: bytes).verify(
            renderers: Platform.renderers, signedBy: PublicKeyFiles.read(signedBy), against: earlierState())
    }

    /// The tables that hold seals are of this layer: a store that some module has not used yet is proven too.
    private func proveStore() async throws -> VerificationReport {
        let (keys, earlier, export, authority) = (
            try PublicKeyFiles.read(signedBy), try earlierState(), export, authority
        )
        return try await store.withWard(.reading, WardMigrations.all) { ward in
            let (tables, missing) = try await Platform.trailed(of: ward)
            var (report, exported, stamps) = try await ward.database.read { connection in
                (
                    try Verification.run(
                        renderers: Platform.renderers, tables: tables, counting: ward.indicators,
                        outside: Platform.proofs.compactMap(\.compare), signedBy: keys, against: earlier,
                        on: connection),
                    export == nil ? nil : try SealBundle(on: connection).json.canonical,
                    authority == nil ? [] : try TimeStampStore.all(on: connection)
                )
            }
            for module in missing {
                report.note("\(module) の表は、まだないか、前の版のプログラムが作ったままのため、監査証跡と照らしていません。")
            }
            if let authority { try report.prove(stamps, by: TimeStampAuthority(certificates: authority)) }
            if let export, let exported { try PrivateFile.write(Array(exported.utf8), to: export) }
            return report
        }
    }
}

extension VerificationReport {
    fileprivate var outcome: Proof.Outcome { Proof.Outcome(json: json, text: text, isWhole: isWhole) }
}

/// What a person asks `namiki verify` about.
private enum VerifySubject {
    case store
    case bundle(String)
    case other(Proof, String)

    /// - Parameter words: what the command itself does not know: a bundle, or a module's option with its value.
    init(reading words: [String], proofs: [Proof]) throws(ValidationError) {
        var rest = words[...]
        var found: [VerifySubject] = []
        while let word = rest.popFirst() {
            guard word.hasPrefix("-"), word != "-" else {
                found.append(.bundle(word))
                continue
            }
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            guard let proof = proofs.first(where: { "--" + $0.option == parts[0] }) else {
                throw ValidationError("「\(word)」という指定はありません。namiki verify --help で確かめてください。")
            }
            guard let value = parts.count > 1 ? parts[1] : rest.popFirst() else {
                throw ValidationError("--\(proof.option) の後に\(proof.valueName)を書いてください。")
            }
            found.append(.other(proof, value))
        }
        guard found.count < 2 else { throw ValidationError("調べるものは、1つだけ書いてください。") }
        self = found.first ?? .store
    }
}
