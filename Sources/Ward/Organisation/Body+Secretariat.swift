import Japanese

extension Body {
    /// The units that ran the body on a day, in the order of the document: after a reorganisation those that took over,
    /// before one those that handed over.
    public func secretariat(on day: CivilDate, in succession: Succession) -> [OfficeUnit] {
        var found: [OfficeUnit] = []
        for id in secretariat {
            guard let unit = succession.unit(id) else { continue }
            var standing = succession.successors(of: id, validOn: day)
            if let first = unit.validFrom, day < first {
                standing = succession.units.filter { earlier in
                    earlier.exists(on: day) && succession.successors(of: earlier.id, validOn: first).contains(unit)
                }
            }
            found += standing.filter { !found.contains($0) }
        }
        return found
    }
}
