import Conversion
import Foundation
import Tabular
import Ward

/// Proves that the files of a finished rehearsal are those its report speaks of, and that its equations hold.
public struct RehearsalProof: Sendable {
    public private(set) var files = 0
    public private(set) var equations = 0
    public private(set) var failures: [String] = []
    /// Inputs that are not where they were any more: nothing can be said about them.
    public private(set) var missing: [String] = []
    /// SHA-256 of the report's content, to be compared with the sealed one.
    public private(set) var contentHash = ""
    /// Of the report, where it was signed.
    public private(set) var signature: ContentSignature?

    public var isWhole: Bool { failures.isEmpty }

    static let signatureName = "report.signature.json"

    /// - Parameters:
    ///   - folder: of a run, with its `report.json`.
    ///   - publicKey: in Base64, of who must have signed; `nil` takes any signature, and none.
    public init(of folder: URL, signedBy publicKey: String? = nil) throws {
        let url = folder.appendingPathComponent("report.json")
        guard let data = try? Data(contentsOf: url), let content = try? JSON(parsing: Array(data)),
            content["format"]?.string == RehearsalContent.format
        else { throw RunRefusal.noRun(folder.path) }
        contentHash = ContentHash.of(content.canonical)
        try proveFiles(content, folder)
        proveDeclarations(content, folder)
        proveEquations(RehearsalView(content))
        proveSignature(folder, publicKey)
    }

    private mutating func proveSignature(_ folder: URL, _ publicKey: String?) {
        let url = folder.appendingPathComponent(RehearsalProof.signatureName)
        guard let data = try? Data(contentsOf: url) else {
            if publicKey != nil { failures.append("\(RehearsalProof.signatureName)：署名がありません。") }
            return
        }
        guard let found = (try? JSON(parsing: Array(data))).flatMap(ContentSignature.init), found.isValid,
            found.kind == RehearsalRecord.sealKind
        else { return failures.append("\(RehearsalProof.signatureName)：署名が正しくありません。") }
        if found.contentHash != contentHash {
            failures.append("\(RehearsalProof.signatureName)：この報告の署名ではありません。")
        } else if let publicKey, found.publicKey != publicKey {
            failures.append("\(RehearsalProof.signatureName)：指定した公開鍵の署名ではありません（鍵の指紋 \(found.fingerprint)）。")
        } else {
            signature = found
        }
    }

    private mutating func proveFiles(_ content: JSON, _ folder: URL) throws {
        var known: [String: String] = [:]
        for file in content["files"]?.array ?? [] {
            if let path = file["path"]?.string { known[path] = file["sha256"]?.string }
        }
        for (path, _, hash) in try RehearsalContent.files(of: folder) {
            files += 1
            guard let expected = known.removeValue(forKey: path) else {
                failures.append("\(path)：報告にないファイルです。")
                continue
            }
            if expected != hash { failures.append("\(path)：報告したときと中身が違います。") }
        }
        for path in known.keys.sorted() { failures.append("\(path)：報告にあるファイルがありません。") }
    }

    /// The inputs are looked at where they still are: a rehearsal outlives its inputs.
    private mutating func proveDeclarations(_ content: JSON, _ folder: URL) {
        let decisions = (try? Data(contentsOf: folder.appendingPathComponent("decisions.tsv"))) ?? Data()
        if content["manifest"]?["decisions"]?["sha256"]?.string != ContentHash.of(Array(decisions)) {
            failures.append("decisions.tsv：試行に使った判断と違います。")
        }
        let workbench = folder.deletingLastPathComponent().deletingLastPathComponent()
        for input in content["manifest"]?["inputs"]?.array ?? [] {
            guard let path = input["path"]?.string, let hash = input["sha256"]?.string else { continue }
            let file = workbench.appendingPathComponent(path).path
            guard FileManager.default.fileExists(atPath: file) else {
                missing.append(path)
                continue
            }
            files += 1
            if (try? FileHash.sha256(path: file)) != hash { failures.append("\(path)：試行の後に変わりました。") }
        }
    }

    private mutating func proveEquations(_ view: RehearsalView) {
        for system in view.systems {
            for group in system.groups {
                for field in group.fields {
                    equations += 1
                    let sum = [Outcome.carried, .converted, .merged, .rejected, .discarded].reduce(0) {
                        $0 + field.count($1)
                    }
                    if sum != field.present {
                        failures.append("\(system.name)「\(group.name)」の「\(field.name)」：収支が合いません。")
                    }
                }
            }
        }
    }

    public var text: String {
        let counts =
            "ファイル \(files)件、収支の等式 \(equations)件を調べました。\n報告の内容のハッシュは \(contentHash) です。確定した報告と同じかは、データベースのある所で namiki verify が調べます。"
        let gone =
            missing.isEmpty
            ? "" : "\n元の場所にないため、移行元のファイル\(missing.count)件は調べていません（\(missing.joined(separator: "、"))）。"
        let signed = signature.map { "\n署名は正しく、署名した鍵の指紋は \($0.fingerprint) です。" } ?? ""
        return isWhole
            ? counts + gone + signed + "\n調べたファイルは、すべてこの報告にあるとおりです。"
            : counts + gone + "\n合わないものが\(failures.count)件あります。\n" + failures.map { "- \($0)" }.joined(separator: "\n")
    }

    public var json: JSON {
        [
            "whole": JSON(isWhole), "contentHash": .string(contentHash), "files": JSON(files),
            "equations": JSON(equations), "signedBy": JSON(signature?.publicKey),
            "missing": .array(missing.map { .string($0) }), "failures": .array(failures.map { .string($0) }),
        ]
    }
}
