import Ward

/// The units of an initiative as somebody read them: 主管課 and 関係課 change together.
struct AssignedUnits: Hashable, Sendable, Revised {
    let main: Set<ID<OfficeUnit>>
    let related: Set<ID<OfficeUnit>>

    /// - Parameter related: a unit that is responsible is not related as well.
    init(main: [ID<OfficeUnit>], related: [ID<OfficeUnit>]) {
        self.main = Set(main)
        self.related = Set(related).subtracting(main)
    }

    var revision: Int { ContentRevision.of(Self.text(main), Self.text(related)) }

    private static func text(_ units: Set<ID<OfficeUnit>>) -> String {
        units.sorted().map(\.text).joined(separator: ",")
    }
}

extension Initiative {
    var assigned: AssignedUnits { AssignedUnits(main: mainUnits, related: relatedUnits) }
}
