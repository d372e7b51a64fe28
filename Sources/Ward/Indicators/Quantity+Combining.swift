import Japanese

extension Quantity {
    /// The sum, with the qualifiers of both.
    func plus(_ other: Quantity) throws(AggregationRefusal) -> Quantity {
        try combined(with: other, value: value + other.value, otherQualifiers: other.qualifiers)
    }

    /// The difference; a bound of what is taken away bounds the other side: 100 − 30以上 is 70以下.
    func minus(_ other: Quantity) throws(AggregationRefusal) -> Quantity {
        try combined(with: other, value: value - other.value, otherQualifiers: other.qualifiers.map(\.opposite))
    }

    private func combined(
        with other: Quantity, value: ExactNumber, otherQualifiers: [Qualifier]
    ) throws(AggregationRefusal) -> Quantity {
        // A value without a unit was given in the indicator's own.
        if let unit, let otherUnit = other.unit, unit != otherUnit {
            throw .unitsDiffer(unit, otherUnit)
        }
        var qualifiers = qualifiers
        for qualifier in otherQualifiers where !qualifiers.contains(qualifier) { qualifiers.append(qualifier) }
        if let lower = qualifiers.first(where: \.isLowerBound), let upper = qualifiers.first(where: \.isUpperBound) {
            throw .boundsDisagree(lower, upper)
        }
        let combined = Quantity(value: value, qualifiers: qualifiers, unit: unit ?? other.unit, raw: "")
        return Quantity(value: value, qualifiers: qualifiers, unit: combined.unit, raw: combined.japanese)
    }
}

extension Qualifier {
    fileprivate var isLowerBound: Bool { [.atLeast, .moreThan, .someMore, .justOver].contains(self) }
    fileprivate var isUpperBound: Bool { [.atMost, .lessThan, .justUnder].contains(self) }

    /// What it becomes when its value is taken away from another.
    fileprivate var opposite: Qualifier {
        switch self {
        case .atLeast: .atMost
        case .atMost: .atLeast
        case .moreThan: .lessThan
        case .lessThan: .moreThan
        case .someMore, .justOver: .justUnder
        case .justUnder: .justOver
        case .approximately, .around, .cumulative, .effective: self
        }
    }
}
