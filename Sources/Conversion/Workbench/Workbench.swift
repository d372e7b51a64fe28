import Japanese
import Tabular

/// A folder with all that a rehearsal needs: systems with their layouts, mappings and files, the target, dictionaries.
///
///     workbench.yaml
///     target.yaml
///     gaiji.tsv
///     juki/layout.yaml  juki/mapping.yaml  juki/juki.csv
public struct Workbench: Sendable {
    /// One system whose records are moved.
    public struct System: Sendable {
        public let id: String
        public let name: String
        /// The section (課) that answers for it.
        public let section: String
        public let layout: RecordLayout
        public var mapping: Mapping
        /// Paths of the files, from the workbench's folder, by source group.
        public let files: [String: String]
        /// Source groups whose file may hold no record, as somebody gave a reason for.
        public let empty: Set<String>
        public let coverage: Coverage
    }

    public let name: String
    public let target: RecordLayout
    public let policy: CharacterPolicy
    public let gaiji: GaijiDictionary
    public let shrink: ShrinkTable
    /// Tables of the makers' sets beyond their standard area, by the set's name.
    public let packs: [String: CharacterPack]
    public let towns: TownList
    public let rules: RuleSet
    /// The data speaks of nobody who could be protected: `protection: none`.
    public let hasNoProtection: Bool
    /// What people decided so far.
    public var decisions: DecisionSet
    public var systems: [System]
    /// Hashes of everything that was declared, by path from the folder: which layouts, mappings and dictionaries a run used.
    public let declarations: [String: String]
}

extension Workbench.System {
    /// How the file of a group is to be read; `nil` where the layout does not say, or names an unknown set.
    package func profile(of group: ItemGroup, packs: [String: CharacterPack]) -> RecordProfile? {
        let encoding = group.file?.encoding.lowercased() ?? ""
        guard let file = group.file,
            let set = SourceCharacterSet(named: file.encoding, pack: packs[encoding] ?? MakerPacks.pack(encoding))
        else { return nil }
        switch file.form {
        case .csv, .tsv:
            return RecordProfile(
                set: set,
                form: .delimited(
                    DelimitedForm(
                        delimiter: file.form == .csv ? .comma : .tab, columnCount: group.items.count,
                        hasHeading: file.hasHeading, isQuoted: file.isQuoted,
                        hasLineEndsInQuotes: file.hasLineEndsInQuotes)))
        case .fixed:
            guard let bytes = file.recordBytes else { return nil }
            return RecordProfile(
                set: set,
                form: .fixed(
                    FixedForm(
                        recordBytes: bytes, terminator: file.terminator, fields: group.items.compactMap(\.place))))
        }
    }
}
