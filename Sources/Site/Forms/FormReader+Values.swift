import Japanese
import Ward

extension FormReader {
    /// A day as people write it: 令和6年9月30日, R6.9.30, 2024-09-30.
    public mutating func date(
        _ name: String, _ label: String, isRequired: Bool = true, from: CivilDate? = nil, to: CivilDate? = nil
    ) -> CivilDate? {
        guard let text = sent(name, label, isRequired: isRequired) else { return nil }
        guard let day = CivilDate(reading: text) else {
            errors.add(name, FormWords.noDay(label, text.shortened)[language])
            return nil
        }
        if let from, day < from {
            errors.add(name, FormWords.dayBefore(label, from)[language])
            return nil
        }
        if let to, to < day {
            errors.add(name, FormWords.dayAfter(label, to)[language])
            return nil
        }
        return day
    }

    /// A number with its qualifier and unit as they were written, such as 約6,500時間.
    /// - Parameter unit: the unit of the field, believed when the text names none; another unit is an error.
    public mutating func quantity(
        _ name: String, _ label: String, unit: String? = nil, isRequired: Bool = true
    ) -> Quantity? {
        guard let text = sent(name, label, isRequired: isRequired) else { return nil }
        guard let quantity = QuantityReader.read(text, unit: unit) else {
            errors.add(name, "「\(label)」の「\(text.shortened)」を数として読めません。6500や1,234.5のように入力してください。")
            return nil
        }
        let expected = unit.map { QuantityReader.scale(of: $0).unit }
        if let expected, let found = quantity.unit, found != expected {
            errors.add(name, "「\(label)」の単位は「\(expected)」です。「\(found)」ではなく\(expected)で入力してください。")
            return nil
        }
        return quantity
    }

    /// An exact number without a qualifier such as 約.
    public mutating func number(
        _ name: String, _ label: String, unit: String? = nil, isRequired: Bool = true, min: ExactNumber? = nil,
        max: ExactNumber? = nil
    ) -> ExactNumber? {
        guard let quantity = quantity(name, label, unit: unit, isRequired: isRequired) else { return nil }
        if let qualifier = quantity.qualifier {
            errors.add(name, "「\(label)」には「\(qualifier.rawValue)」を付けず、数だけを入力してください。")
            return nil
        }
        if let min, quantity.value < min {
            errors.add(name, "「\(label)」は\(min.japanese)以上にしてください。")
            return nil
        }
        if let max, max < quantity.value {
            errors.add(name, "「\(label)」は\(max.japanese)以下にしてください。")
            return nil
        }
        return quantity.value
    }

    /// A whole number within a range.
    public mutating func integer(
        _ name: String, _ label: String, in range: ClosedRange<Int>, isRequired: Bool = true
    ) -> Int? {
        guard
            let number = number(
                name, label, isRequired: isRequired, min: ExactNumber(range.lowerBound),
                max: ExactNumber(range.upperBound))
        else { return nil }
        guard let integer = number.integer else {
            errors.add(name, "「\(label)」は小数点のない整数で入力してください。")
            return nil
        }
        return integer
    }

    /// One of the given answers; anything else is refused.
    public mutating func choice(
        _ name: String, _ label: String, of values: some Sequence<String>, isRequired: Bool = true
    ) -> String? {
        guard let text = sent(name, label, isRequired: isRequired, isChosen: true) else { return nil }
        guard values.contains(text) else {
            errors.add(name, FormWords.notListed(label)[language])
            return nil
        }
        return text
    }

    /// One case of an enumeration, by its raw value.
    public mutating func choice<Value: RawRepresentable<String>>(
        _ name: String, _ label: String, as type: Value.Type = Value.self, isRequired: Bool = true
    ) -> Value? {
        guard let text = sent(name, label, isRequired: isRequired, isChosen: true) else { return nil }
        guard let value = Value(rawValue: text) else {
            errors.add(name, FormWords.notListed(label)[language])
            return nil
        }
        return value
    }

    /// Any number of the given answers, each once, in the order sent.
    public mutating func choices(
        _ name: String, _ label: String, of values: some Sequence<String>, isRequired: Bool = false
    ) -> [String] {
        let allowed = Set(values)
        var chosen: [String] = []
        for text in form.all(name) where !text.isEmpty {
            guard allowed.contains(text) else {
                errors.add(name, FormWords.notListed(label)[language])
                continue
            }
            if !chosen.contains(text) { chosen.append(text) }
        }
        if chosen.isEmpty, isRequired { errors.add(name, "「\(label)」を1つ以上選んでください。") }
        return chosen
    }

    /// An identifier of one of the given records.
    public mutating func id<Subject>(
        _ name: String, _ label: String, of ids: some Sequence<ID<Subject>>, isRequired: Bool = true
    ) -> ID<Subject>? {
        choice(name, label, of: ids.map(\.text), isRequired: isRequired).map { ID($0) }
    }
}

extension String {
    /// Not more than fits in a message.
    fileprivate var shortened: String {
        let scalars = unicodeScalars
        return scalars.count <= 30 ? self : String(String.UnicodeScalarView(scalars.prefix(30))) + "…"
    }
}
