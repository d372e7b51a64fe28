import Japanese

/// A unit of the ward's organisation (組織): a department (部) or a section (課), for as long as it exists.
public struct OfficeUnit: Hashable, Sendable {
    public let id: ID<OfficeUnit>
    /// The ward's own code, unique among units that exist on the same day.
    public let code: String
    public let name: String
    public let parent: ID<OfficeUnit>?
    /// `nil`: since before the records begin.
    public let validFrom: CivilDate?
    /// The last day; `nil` while it exists.
    public let validTo: CivilDate?
    /// The unit that took over its work in a reorganisation; for all parts of a divided unit see ``Succession``.
    public let successor: ID<OfficeUnit>?

    public init(
        id: ID<OfficeUnit>, code: String, name: String, parent: ID<OfficeUnit>?, validFrom: CivilDate?,
        validTo: CivilDate?, successor: ID<OfficeUnit>?
    ) {
        self.id = id
        self.code = code
        self.name = name
        self.parent = parent
        self.validFrom = validFrom
        self.validTo = validTo
        self.successor = successor
    }

    /// The form of the name in which units are looked up.
    public var nameKey: TextKey { TextKey(name) }

    public func exists(on day: CivilDate) -> Bool {
        (validFrom.map { $0 <= day } ?? true) && exists(onOrAfter: day)
    }

    /// Whether it has not ended by that day; it may begin only later.
    public func exists(onOrAfter day: CivilDate) -> Bool {
        validTo.map { day <= $0 } ?? true
    }

    /// Whether there is a day on which both exist.
    public func overlaps(_ other: OfficeUnit) -> Bool {
        (validFrom.map(other.exists(onOrAfter:)) ?? true) && (other.validFrom.map(exists(onOrAfter:)) ?? true)
    }
}

extension OfficeUnit: Revised {
    public var revision: Int { ContentRevision.of(code, name) }
}
