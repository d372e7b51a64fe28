import Conversion
import Tabular
import Ward

/// A sealed report as pages and documents read it.
struct RehearsalView: Sendable {
    let content: JSON
    let systems: [SystemReport]
    /// Whether the systems are in a form that this program reads; where they are not, there seem to be none.
    let isReadable: Bool

    init(_ content: JSON) {
        self.content = content
        let read: [SystemReport]? = try? (content["systems"]?.decoded(as: [SystemReport].self) ?? [])
        systems = read ?? []
        isReadable = read != nil
    }

    var workbench: String { content["manifest"]?["workbench"]?.string ?? "" }
    var workbenchID: String? { content["manifest"]?["workbenchID"]?.string }
    var number: Int { content["manifest"]?["number"]?.integer ?? 0 }
    var startedAt: Int64 { Int64(content["manifest"]?["startedAt"]?.integer ?? 0) }
    var isGateOpen: Bool { content["gate"]?.string == "open" }
    var blocking: Int { systems.reduce(0) { $0 + $1.blocking } }
    /// Findings that people decided about, and those of them that this rehearsal has.
    var decisions: DecisionUse {
        (try? content["decisions"]?.decoded()) ?? DecisionUse(applied: 0, lapsed: 0, unmet: 0)
    }
    var inputs: [JSON] { content["manifest"]?["inputs"]?.array ?? [] }
    /// Hashes of everything the stages wrote, by path.
    var files: [String: String] {
        let files = (content["files"]?.array ?? []).compactMap { file in
            file["path"]?.string.map { ($0, file["sha256"]?.string ?? "") }
        }
        return Dictionary(files) { first, _ in first }
    }
    /// Those of them that say who is protected.
    var protectedLists: [String: String] {
        let names = Set(ProtectedKeys.fileNames.map { "stages/check/\($0)" })
        return files.filter { names.contains($0.key) }
    }
    var inputBytes: Int { inputs.reduce(0) { $0 + ($1["bytes"]?.integer ?? 0) } }
}

// What the engine refuses, in the words of pages and commands.
extension RunRefusal: Refusal {}
extension CheckRefusal: Refusal {}
extension LayoutRefusal: Refusal {}
extension MappedFileRefusal: Refusal {
    public var words: String { japanese }
}
