import Japanese
import Ward

extension Field where Value == [ID<OfficeUnit>] {
    /// Any number of units, each once, by their names: for a ward's hundred sections, which nobody wants to tick.
    ///
    /// A name is found as ``UnitNames`` does, several may stand in one line between 、, and one that is not clear is asked back. Programs may
    /// send identifiers.
    /// - Parameter known: units that may be named although they are no more, as long as they stay where they are.
    public static func units(
        _ name: String, _ label: String, _ names: UnitNames, keeping known: [ID<OfficeUnit>] = [], lines: Int = 2,
        isRequired: Bool = false, hint: String? = nil
    ) -> Field {
        Field(
            name, label,
            draw: { value, _ in
                .names(
                    name, label, values: (value ?? []).map(names.label), lines: lines, choices: names.choices,
                    isRequired: isRequired, hint: hint)
            }, read: { reader, _ in reader.units(name, label, names, keeping: known) })
    }
}

extension FormReader {
    /// Units by their names or identifiers, each once.
    public mutating func units(
        _ name: String, _ label: String, _ names: UnitNames, keeping known: [ID<OfficeUnit>] = []
    ) -> [ID<OfficeUnit>] {
        var found: [ID<OfficeUnit>] = []
        for text in form.all(name).flatMap(UnitNames.parts) {
            guard let unit = unit(text, name, label, names, known), !found.contains(unit) else { continue }
            found.append(unit)
        }
        return found
    }

    private mutating func unit(
        _ text: String, _ name: String, _ label: String, _ names: UnitNames, _ known: [ID<OfficeUnit>]
    ) -> ID<OfficeUnit>? {
        if let kept = known.first(where: { TextKey(names.label($0)) == TextKey(text) }) { return kept }
        if let unit = names.standing.first(where: { $0.id.text == text }) { return unit.id }
        let naming = names.find(text)
        if case .one(let unit) = naming { return unit.id }
        if let problem = naming.problem(with: text) { errors.add(name, "「\(label)」: \(problem.what)\(problem.how)") }
        return nil
    }
}
