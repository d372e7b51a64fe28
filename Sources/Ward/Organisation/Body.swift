import Japanese
import Storage

/// A body that meets (会議体), such as a sub-committee (部会) or a study group (検討グループ).
public struct Body: Hashable, Sendable {
    /// What sort of body it is; declared by the module whose bodies they are. The database keeps the code.
    ///
    ///     extension Body.Kind {
    ///         public static let studyGroup = Body.Kind("studyGroup", "検討グループ", under: [.subcommittee])
    ///     }
    public struct Kind: RawRepresentable, Sendable, SQLBindable, SQLDecodable {
        /// The code that is stored.
        public let rawValue: String
        /// As pages print it; of a kind that was read from the database, see ``declared(in:)``.
        public let title: String
        /// The kinds of bodies that it may be placed under; none for one that stands by itself.
        public let above: [Kind]

        public init(_ code: String, _ title: String, under above: [Kind] = []) {
            rawValue = code
            self.title = title
            self.above = above
        }

        /// A kind by its code alone.
        /// - Returns: `nil` for an empty code.
        public init?(rawValue: String) {
            guard !rawValue.isEmpty else { return nil }
            self.init(rawValue, rawValue)
        }

        /// The kind with the title under which it is declared.
        public func declared(in kinds: [Kind]) -> Kind {
            kinds.first { $0 == self } ?? self
        }
    }

    public let id: ID<Body>
    public let kind: Kind
    public let name: String
    public let parent: ID<Body>?
    /// What it is for (所掌事項), in its own words.
    public let remit: String
    public let validFrom: CivilDate?
    public let validTo: CivilDate?
    /// The units that run it (事務局), in the order of the document.
    public let secretariat: [ID<OfficeUnit>]

    public init(
        id: ID<Body>, kind: Kind, name: String, parent: ID<Body>?, remit: String, validFrom: CivilDate?,
        validTo: CivilDate?, secretariat: [ID<OfficeUnit>] = []
    ) {
        self.id = id
        self.kind = kind
        self.name = name
        self.parent = parent
        self.remit = remit
        self.validFrom = validFrom
        self.validTo = validTo
        self.secretariat = secretariat
    }

    public func exists(on day: CivilDate) -> Bool {
        (validFrom.map { $0 <= day } ?? true) && exists(onOrAfter: day)
    }

    /// Whether it has not ended by that day; it may begin only later.
    func exists(onOrAfter day: CivilDate) -> Bool {
        validTo.map { day <= $0 } ?? true
    }

    /// Whether there is a day on which both exist.
    func overlaps(_ other: Body) -> Bool {
        (validFrom.map(other.exists(onOrAfter:)) ?? true) && (other.validFrom.map(exists(onOrAfter:)) ?? true)
    }
}

extension Body: Revised {
    public var revision: Int { ContentRevision.of(name, remit, secretariat.map(\.text).joined(separator: " ")) }
}

/// A code is a kind, whatever its title.
extension Body.Kind: Hashable {
    public static func == (left: Body.Kind, right: Body.Kind) -> Bool { left.rawValue == right.rawValue }
    public func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
}
