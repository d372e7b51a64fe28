import Foundation

/// A ward that is not there: ten systems' files with people, households and histories, with planted defects and the truth about them.
///
///     let ward = SyntheticWard(seed: 20260401, size: .small)
///     let summary = try ward.write(to: folder) { done, total in bar.show(done, of: total) }
///
/// The same seed writes the same bytes on every machine. Ages, towns and sizes of households follow the ward's published shares;
/// names, numbers and addresses are made up and marked 見本. Each system is a copy of the register as of its own day, in its own
/// layout, character set and way of writing. `truth.tsv` lists everything a right tool must find, `decoys.tsv` what is odd but right.
public struct SyntheticWard: Sendable {
    /// How many residents.
    public enum Size: String, CaseIterable, Sendable {
        case small = "S"
        case medium = "M"
        case large = "L"

        public var people: Int {
            switch self {
            case .small: 5_700
            case .medium: 57_000
            case .large: 570_000
            }
        }
    }

    public let seed: UInt64
    public let size: Size

    public init(seed: UInt64, size: Size) {
        self.seed = seed
        self.size = size
    }

    /// Writes the workbench.
    /// - Parameters:
    ///   - folder: made when it is not there; files of the same names are replaced.
    ///   - defects: `false` for clean copies that only lag behind.
    ///   - progress: told steps that are done and all steps, from time to time.
    /// - Throws: ``WriteRefusal``, or what the file system says.
    public func write(
        to folder: URL, defects: Bool = true, progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> Summary {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return try withoutActuallyEscaping(progress) { progress in
            let writer = WardWriter(seed: seed, size: size, folder: folder, defects: defects, progress: progress)
            try writer.write()
            return Summary(
                records: writer.records,
                defects: DefectClass.allCases.map { Summary.Planted(kind: $0, count: writer.answers.counts[$0] ?? 0) },
                decoys: Decoy.allCases.map {
                    Summary.Decoys(kind: $0.rawValue, count: writer.answers.decoyCounts[$0] ?? 0)
                })
        }
    }

    /// What was written.
    public struct Summary: Hashable, Sendable, Codable {
        /// Records of one file, by the target's group.
        public struct Records: Hashable, Sendable, Codable {
            public let system: String
            public let group: String
            public let count: Int
        }

        /// Lines of the truth file of one class.
        public struct Planted: Hashable, Sendable, Codable {
            public let kind: DefectClass
            public let count: Int
        }

        /// Lines of the list of decoys of one kind.
        public struct Decoys: Hashable, Sendable, Codable {
            public let kind: String
            public let count: Int
        }

        public let records: [Records]
        public let defects: [Planted]
        public let decoys: [Decoys]
    }
}
