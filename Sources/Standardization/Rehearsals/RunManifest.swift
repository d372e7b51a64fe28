import Conversion
import Foundation
import Japanese
import Ward

/// What a rehearsal is made from, by hash: inputs, layouts, mappings, rules, dictionaries, decisions and the program. It is written
/// once, before anything is converted, and never changed.
public struct RunManifest: Hashable, Sendable, Codable {
    /// A file of records.
    public struct Input: Hashable, Sendable, Codable {
        public let system: String
        public let group: String
        /// From the workbench's folder.
        public let path: String
        public let bytes: Int
        public let sha256: String
    }

    public let workbench: String
    /// Which workbench it is of, by the name that its folder carries; `nil` where it has none.
    public let workbenchID: String?
    /// Within the workbench, from 1.
    public let number: Int
    /// Milliseconds since 1970.
    public let startedAt: Int64
    /// SHA-256 of the program file.
    public let program: String
    public let inputs: [Input]
    /// SHA-256 of everything that was declared, by path.
    public let declarations: [String: String]
    /// SHA-256 of the decisions, and how many there were.
    public let decisions: String
    public let decisionCount: Int

    /// The folder of a run within the workbench: `runs/0001`.
    public static func folder(_ number: Int) -> String {
        let text = String(number)
        return "runs/" + String(repeating: "0", count: max(0, 4 - text.utf8.count)) + text
    }

    public var json: JSON {
        var json: [String: JSON] = [
            "workbench": .string(workbench), "number": JSON(number), "startedAt": .integer(startedAt),
            "program": .string(program),
            "inputs": .array(
                inputs.map {
                    [
                        "system": .string($0.system), "group": .string($0.group), "path": .string($0.path),
                        "bytes": JSON($0.bytes), "sha256": .string($0.sha256),
                    ]
                }),
            "declarations": .object(declarations.mapValues { .string($0) }),
            "decisions": ["count": JSON(decisionCount), "sha256": .string(decisions)],
        ]
        // Runs of earlier programs do not say it.
        json["workbenchID"] = workbenchID.map { .string($0) }
        return .object(json)
    }
}

/// The program's own file, by hash: which code a rehearsal was run with.
public enum ProgramHash {
    public static let current: String = {
        let path = Bundle.main.executablePath ?? CommandLine.arguments[0]
        guard let file = try? FileHash.sha256(path: path) else { return "" }
        return file
    }()
}
