import Declaring

/// Reads `population.yaml`.
extension YAMLReader {
    func populationRules() -> [Population.Rule] {
        items.compactMap { $0.populationRule() }
    }

    private func populationRule() -> Population.Rule? {
        allow(["fact", "percent", "ranges", "choose", "people", "between", "after", "days"])
        guard let fact = required("fact")?.text else { return nil }
        func when(_ item: YAMLReader) -> Condition { item["when"]?.condition() ?? .always }
        let draw: Population.Rule.Draw
        if let cases = self["percent"] {
            draw = .percent(cases.items.map { (when($0), $0.required("percent")?.integer ?? 0) })
        } else if let ranges = self["ranges"] {
            draw = .ranges(
                ranges.items.compactMap { item in
                    guard let from = item.required("from")?.integer, let to = item.required("to")?.integer,
                        let weight = item.required("weight")?.integer, from <= to
                    else { return nil }
                    return (from, to, weight)
                })
        } else if let cases = self["choose"] {
            draw = .choose(
                cases.items.map { item in
                    let weights = item["weights"]
                    return (
                        when(item), (weights?.keys ?? []).map { ($0, weights?[$0]?.integer ?? 0) }
                    )
                })
        } else if let cases = self["people"] {
            draw = .people(
                cases.items.compactMap { item in
                    let ages = item["ages"]?.items.compactMap(\.integer) ?? []
                    guard ages.count == 2, ages[0] <= ages[1] else { return nil }
                    return (when(item), item["sizes"]?.items.compactMap(\.integer) ?? [], ages[0]...ages[1])
                })
        } else if let days = self["between"]?.items.compactMap(\.day), days.count == 2 {
            draw = .between(days[0], days[1])
        } else if let after = text("after"), let days = self["days"]?.items.compactMap(\.integer), days.count == 2,
            days[0] <= days[1]
        {
            draw = .after(after, days: days[0]...days[1])
        } else {
            tell("percent、ranges、choose、people、between、after のどれかで書いてください。")
            return nil
        }
        return Population.Rule(fact: fact, draw: draw)
    }
}

extension KnowledgeBase {
    /// The synthetic population of a package that is part of the program; `nil` when it has none.
    public func population(seed: UInt64) -> Population? {
        let log = YAMLReader.FindingLog()
        guard let text = EmbeddedKnowledge.files.first(where: { $0.path == "\(name)/population.yaml" })?.text,
            let reader = YAMLReader(text, file: "population.yaml", log: log)
        else { return nil }
        let rules = reader.populationRules()
        return log.findings.isEmpty ? Population(base: self, rules: rules, seed: seed) : nil
    }
}
