import Japanese

extension Reorganisation {
    /// What forbids this reorganisation: every reason at once, none when it may be carried out.
    public func problems(in units: [OfficeUnit]) -> [OrganisationError] {
        let byID = Dictionary(units.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return oldUnitProblems(byID) + heirProblems(byID) + codeProblems(units) + parentProblems(units)
    }

    private var abolished: [ID<OfficeUnit>] { steps.flatMap(\.old) }

    private func oldUnitProblems(_ byID: [ID<OfficeUnit>: OfficeUnit]) -> [OrganisationError] {
        var seen: Set<ID<OfficeUnit>> = []
        return abolished.compactMap { id in
            guard let unit = byID[id] else { return .unknownUnit }
            guard seen.insert(id).inserted else { return .abolishedTwice(name: unit.name) }
            if let last = unit.validTo { return .alreadyEnded(name: unit.name, lastDay: last) }
            return unit.exists(on: eve) ? nil : .notStanding(name: unit.name, on: eve)
        }
    }

    private func heirProblems(_ byID: [ID<OfficeUnit>: OfficeUnit]) -> [OrganisationError] {
        let ending = Set(abolished)
        return steps.flatMap(\.heirs).compactMap { heir -> OrganisationError? in
            guard case .existing(let id) = heir else { return nil }
            guard let unit = byID[id] else { return .unknownUnit }
            if ending.contains(id) { return .heirEnds(name: unit.name) }
            return unit.exists(on: day) ? nil : .notStanding(name: unit.name, on: day)
        }
    }

    private func codeProblems(_ units: [OfficeUnit]) -> [OrganisationError] {
        let ending = Set(abolished)
        let staying = units.filter { !ending.contains($0.id) && $0.exists(onOrAfter: day) }
        var taken = Dictionary(staying.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
        return newUnits.compactMap { new in
            if let owner = taken[new.code] { return .codeTaken(code: new.code, by: owner) }
            taken[new.code] = new.name
            return nil
        }
    }

    private func parentProblems(_ units: [OfficeUnit]) -> [OrganisationError] {
        let ending = Set(abolished)
        let codes = Set(
            units.filter { !ending.contains($0.id) && $0.exists(on: day) }.map(\.code) + newUnits.map(\.code))
        return newUnits.compactMap { new in
            guard let parent = new.parentCode else { return nil }
            return codes.contains(parent) && parent != new.code
                ? nil : .unknownParentCode(code: parent, of: new.name)
        }
    }
}
