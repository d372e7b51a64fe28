import ArgumentParser
import Foundation
import Plan
import Standardization
import Storage
import Ward

/// `namiki verify`: proves that nothing that was recorded has changed, in a store or in an exported bundle.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "確定した版と記録が、記録したときのままかを調べます。",
        discussion: "束（--export で書き出したファイル）を渡すと、データベースのない機械でも調べられます。")

    @Argument(help: ArgumentHelp("調べる束のファイル。書かないときはデータベースを調べます。", valueName: "束"))
    var bundle: String?

    @Option(help: ArgumentHelp("確定版をすべて書き出すファイル", valueName: "ファイル"))
    var export: String?

    @Option(help: ArgumentHelp("データ移行の試行のフォルダー。そのファイルが報告したときのままかを調べます", valueName: "フォルダー"))
    var rehearsal: String?

    @Option(help: ArgumentHelp("--rehearsal と使います。この公開鍵（.pub のファイル）の署名があるかを調べます", valueName: "公開鍵"))
    var signedBy: String?

    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            if let rehearsal {
                let publicKey = try signedBy.map { path in
                    String(decoding: try FileReading.bytes(of: path, max: 1_000), as: UTF8.self)
                        .trimmingCharacters(in: .whitespacesAndNewlines)
                }
                let proof = try RehearsalProof(of: URL(fileURLWithPath: rehearsal), signedBy: publicKey)
                format.print(json: proof.json, text: proof.text)
                if !proof.isWhole { throw ExitCode.findings }
                return
            }
            let found = if let bundle { try proveBundle(bundle) } else { try await proveStore() }
            format.print(json: found.json, text: found.text)
            if !found.isWhole { throw ExitCode.findings }
        }
    }

    private func proveBundle(_ path: String) throws -> VerificationReport {
        let bytes = try FileReading.bytes(of: path, max: JSON.bytesMax)
        return try SealBundle(parsing: bytes).verify(renderers: Platform.renderers)
    }

    private func proveStore() async throws -> VerificationReport {
        let export = export
        let ward = try await Ward.open(store, migrations: Platform.migrations)
        let (report, exported) = try await ward.database.read { connection in
            (
                try Verification.run(renderers: Platform.renderers, on: connection),
                export == nil ? nil : try SealBundle(on: connection).json.canonical
            )
        }
        if let export, let exported {
            try Data(exported.utf8).write(to: URL(fileURLWithPath: export))
        }
        try await ward.database.close()
        return report
    }
}
