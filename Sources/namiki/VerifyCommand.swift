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

            データベースの外にあるものは、次の指定で調べます。
            \(Platform.proofs.map { "  --\($0.option) <\($0.valueName)>  \($0.help)" }.joined(separator: "\n"))
            """)

    @Argument(
        parsing: .allUnrecognized,
        help: ArgumentHelp("調べる束のファイル。書かないときはデータベースを調べます。", valueName: "束"))
    var subjects: [String] = []

    @Option(help: ArgumentHelp("確定版をすべて書き出すファイル", valueName: "ファイル"))
    var export: String?

    @Option(help: ArgumentHelp("データベースの外にあるものを調べるときに使います。この公開鍵（.pub のファイル）の署名があるかを調べます", valueName: "公開鍵"))
    var signedBy: String?

    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func validate() throws {
        let subject = try VerifySubject(reading: subjects, proofs: Platform.proofs)
        if case .other = subject { return }
        if signedBy != nil {
            throw ValidationError("--signed-by は、--rehearsal のように、データベースの外にあるものを調べるときに使います。")
        }
    }

    func run() async throws {
        try await answering {
            switch try VerifySubject(reading: subjects, proofs: Platform.proofs) {
            case .store: try answer(await proveStore().outcome)
            case .bundle(let path): try answer(proveBundle(path).outcome)
            case .other(let proof, let subject):
                let publicKey = try signedBy.map { path in
                    String(decoding: try FileReading.bytes(of: path, max: 1_000), as: UTF8.self)
                        .trimmingCharacters(in: .whitespacesAndNewlines)
                }
                try answer(proof.prove(subject, publicKey))
            }
        }
    }

    private func answer(_ outcome: Proof.Outcome) throws {
        format.print(json: outcome.json, text: outcome.text)
        if !outcome.isWhole { throw ExitCode.findings }
    }

    private func proveBundle(_ path: String) throws -> VerificationReport {
        let bytes = try FileReading.bytes(of: path, max: JSON.bytesMax)
        return try SealBundle(parsing: bytes).verify(renderers: Platform.renderers)
    }

    /// The tables that hold seals are of this layer: a store that some module has not used yet is proven too.
    private func proveStore() async throws -> VerificationReport {
        let export = export
        return try await store.withWard(.reading, WardMigrations.all) { ward in
            let (report, exported) = try await ward.database.read { connection in
                (
                    try Verification.run(
                        renderers: Platform.renderers, counting: ward.indicators,
                        outside: Platform.proofs.compactMap(\.compare), on: connection),
                    export == nil ? nil : try SealBundle(on: connection).json.canonical
                )
            }
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
