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
        try self.init(of: folder, signedBy: publicKey, isListed: true)
    }

    /// - Parameter isListed: `false` before the list of files was written: what only it speaks of is not looked at.
    init(of folder: URL, signedBy publicKey: String? = nil, isListed: Bool) throws {
        let url = folder.appendingPathComponent("report.json")
        guard let data = try? Data(contentsOf: url), let content = try? JSON(parsing: Array(data)),
            content["format"]?.string == RehearsalContent.format
        else { throw RunRefusal.noRun(folder.path) }
        contentHash = ContentHash.of(content.canonical)
        let view = RehearsalView(content)
        try proveFiles(view, folder)
        proveDeclarations(content, folder)
        proveEquations(view)
        signature = proveSignature(
            RehearsalProof.signatureName, of: RehearsalRecord.sealKind, contentHash, in: folder, publicKey)
        if isListed { proveList(folder, publicKey) }
    }

    /// - Returns: `nil` where there is none, or it proves nothing.
    private mutating func proveSignature(
        _ name: String, of kind: String, _ hash: String, in folder: URL, _ publicKey: String?
    ) -> ContentSignature? {
        guard let data = try? Data(contentsOf: folder.appendingPathComponent(name)) else {
            if publicKey != nil { failures.append("\(name)：署名がありません。") }
            return nil
        }
        guard let found = (try? JSON(parsing: Array(data))).flatMap(ContentSignature.init), found.isValid,
            found.kind == kind
        else {
            failures.append("\(name)：署名が正しくありません。")
            return nil
        }
        if found.contentHash != hash {
            failures.append("\(name)：この報告の署名ではありません。")
        } else if let publicKey, found.publicKey != publicKey {
            failures.append("\(name)：指定した公開鍵の署名ではありません（鍵の指紋 \(found.fingerprint)）。")
        } else {
            return found
        }
        return nil
    }

    /// Everything in the folder is in the list, and everything in the list is there as it was.
    private mutating func proveList(_ folder: URL, _ publicKey: String?) {
        let entries = RunFileList.entries(of: folder)
        for entry in entries where !entry.isFile { failures.append("\(entry.path)：ファイルではありません（リンクなど）。") }
        let present = Set(entries.filter(\.isFile).map(\.path)).subtracting(RunFileList.unlisted)
        guard let data = try? Data(contentsOf: folder.appendingPathComponent(RunFileList.name)) else {
            // A rehearsal that was not recorded yet has no list, and nothing that only a list could speak of.
            for path in present.subtracting(["report.json", "manifest.json", "decisions.tsv"]).sorted()
            where !RunFileList.isOfStage(path) {
                failures.append("\(path)：一覧（\(RunFileList.name)）がないため、確かめられません。")
            }
            if publicKey != nil { failures.append("\(RunFileList.name)：一覧がありません。") }
            return
        }
        guard let list = try? JSON(parsing: Array(data)), list["format"]?.string == RunFileList.format else {
            return failures.append("\(RunFileList.name)：一覧として読めません。")
        }
        let known = RehearsalView(list).files
        for path in present.sorted() where !RunFileList.isOfStage(path) {
            files += 1
            guard let hash = known[path] else {
                failures.append("\(path)：一覧にないファイルです。")
                continue
            }
            if (try? FileHash.sha256(path: folder.appendingPathComponent(path).path)) != hash {
                failures.append("\(path)：報告したときと中身が違います。")
            }
        }
        for path in known.keys.sorted() where !present.contains(path) && !RunFileList.isOfStage(path) {
            failures.append("\(path)：一覧にあるファイルがありません。")
        }
        // A report that is signed has a list that is signed.
        let isSigned =
            signature != nil
            || FileManager.default.fileExists(atPath: folder.appendingPathComponent(RunFileList.signatureName).path)
        guard isSigned || publicKey != nil else { return }
        _ = proveSignature(
            RunFileList.signatureName, of: RunFileList.kind, ContentHash.of(list.canonical), in: folder,
            publicKey ?? signature?.publicKey)
    }

    private mutating func proveFiles(_ view: RehearsalView, _ folder: URL) throws {
        var known = view.files
        for file in try RunFileList.stageFiles(of: folder) {
            files += 1
            guard let expected = known.removeValue(forKey: file.path) else {
                failures.append("\(file.path)：報告にないファイルです。")
                continue
            }
            if expected != file.hash { failures.append("\(file.path)：報告したときと中身が違います。") }
        }
        for path in known.keys.sorted() { failures.append("\(path)：報告にあるファイルがありません。") }
    }

    /// The inputs are looked at where they still are: a rehearsal outlives its inputs.
    private mutating func proveDeclarations(_ content: JSON, _ folder: URL) {
        let decisions = (try? Data(contentsOf: folder.appendingPathComponent("decisions.tsv"))) ?? Data()
        if content["manifest"]?["decisions"]?["sha256"]?.string != ContentHash.of(Array(decisions)) {
            failures.append("decisions.tsv：試行に使った判断と違います。")
        }
        let manifest = try? RunFiles.decode(RunManifest.self, from: folder.appendingPathComponent("manifest.json"))
        if manifest?.json != content["manifest"] { failures.append("manifest.json：報告にある試行と違います。") }
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
        if !view.isReadable { failures.append("report.json：システムごとの収支を読めません。") }
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
        let signed =
            signature.map { "\n署名は正しく、署名した鍵の指紋は \($0.fingerprint) です。" }
            ?? "\n※ この報告には署名がありません。ファイルと一覧をそろえて書き換えた人がいても、ここでは分かりません。"
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
