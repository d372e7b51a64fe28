import Ward

extension Entry {
    /// The answer that this one continues: of the same initiative, by the same unit, or by one of the same line of
    /// reorganisations. An earlier answer may bear the later unit, since corrections are made by the unit that took over.
    ///
    /// - Parameter candidates: answers of the round before.
    func predecessor(among candidates: [Entry], after succession: Succession) -> Entry? {
        let own = candidates.filter { $0.lineage == lineage }
        return own.first { $0.unit == unit }
            ?? own.first { succession.leads(from: $0.unit, to: unit) || succession.leads(from: unit, to: $0.unit) }
    }
}

extension Succession {
    /// Whether a unit's work went to another one, through any number of reorganisations.
    func leads(from old: ID<OfficeUnit>, to new: ID<OfficeUnit>) -> Bool {
        var seen: Set<ID<OfficeUnit>> = []
        var waiting = [old]
        while let next = waiting.popLast() {
            guard seen.insert(next).inserted, let unit = unit(next) else { continue }
            let heirs = namedSuccessors(of: unit)
            if heirs.contains(new) { return true }
            waiting += heirs
        }
        return false
    }
}
