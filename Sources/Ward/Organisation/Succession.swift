import Japanese

/// Which unit stands for which on a given day: all units with what became of them.
///
///     let succession = try UnitStore.succession(on: connection)
///     succession.successors(of: oldUnit, validOn: today)   // [デジタル推進課]
///
/// Read once and asked many times, so that a page of thirty initiatives does not ask the database thirty times.
public struct Succession: Sendable {
    /// Every unit that ever was, sorted by code.
    public let units: [OfficeUnit]
    private let byID: [ID<OfficeUnit>: OfficeUnit]
    private let further: [ID<OfficeUnit>: [ID<OfficeUnit>]]

    /// - Parameter further: the other parts of divided units, beside ``OfficeUnit/successor``.
    public init(units: [OfficeUnit], further: [ID<OfficeUnit>: [ID<OfficeUnit>]] = [:]) {
        self.units = units
        self.further = further
        byID = Dictionary(units.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    public func unit(_ id: ID<OfficeUnit>) -> OfficeUnit? {
        byID[id]
    }

    /// The units named as successors when the unit was abolished, the main one first.
    public func namedSuccessors(of unit: OfficeUnit) -> [ID<OfficeUnit>] {
        guard let main = unit.successor else { return [] }
        return [main] + (further[unit.id] ?? []).filter { $0 != main }.sorted()
    }

    /// The unit itself while it exists, else those that took over its work, through any number of reorganisations.
    ///
    /// - Returns: the main line first, no unit twice; empty when the work ended without a successor, or when the unit
    ///   was not yet there on that day.
    public func successors(of id: ID<OfficeUnit>, validOn day: CivilDate) -> [OfficeUnit] {
        var found: [OfficeUnit] = []
        var seen: Set<ID<OfficeUnit>> = []
        var waiting = [id]
        while !waiting.isEmpty {
            let next = waiting.removeFirst()
            guard seen.insert(next).inserted, let unit = byID[next] else { continue }
            if unit.exists(on: day) {
                found.append(unit)
            } else if let last = unit.validTo, last < day {
                waiting = namedSuccessors(of: unit) + waiting
            }
        }
        return found
    }

    /// The unit above on a given day: a department that was renamed keeps its sections.
    public func parent(of unit: OfficeUnit, validOn day: CivilDate) -> OfficeUnit? {
        unit.parent.flatMap { successors(of: $0, validOn: day).first }
    }

    /// Units that are gone by this day and whose work nobody took over (廃止、継承先なし), to be settled by a person.
    public func abolishedWithoutSuccessor(asOf day: CivilDate) -> [OfficeUnit] {
        units.filter { unit in
            guard let last = unit.validTo, last < day else { return false }
            return successors(of: unit.id, validOn: day).isEmpty
        }
    }

    /// The unit of that name on a day: by its own name, or by the name with its department's before it
    /// (子ども家庭部管理課 for the 管理課 of the 子ども家庭部).
    ///
    /// - Returns: `nil` when there is none, or when several are called so: never a guess.
    public func named(_ name: String, validOn day: CivilDate) -> OfficeUnit? {
        let key = TextKey(name)
        let standing = units.filter { $0.exists(on: day) }
        let own = standing.filter { $0.nameKey == key }
        if let only = own.first { return own.count == 1 ? only : nil }
        let withParent = standing.filter { unit in
            parent(of: unit, validOn: day).map { TextKey($0.name + unit.name) == key } ?? false
        }
        return withParent.count == 1 ? withParent.first : nil
    }
}
