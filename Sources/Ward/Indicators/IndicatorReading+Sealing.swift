import Japanese
import Storage

extension Indicator {
    /// Kind of the seals of readings; their subject is `indicator id@day`.
    public static let sealKind = "ward.indicator"

    /// Seals what was read for a day together with the records it was counted from, unless the newest edition of the day says so
    /// already, word for word.
    ///
    ///     let seal = try source.seal(reading, asOf: quarter.last, reason: nil, by: stamp, on: connection)
    ///
    /// - Parameter reason: why a day that was sealed before is counted again; needed from the second edition on.
    public func seal(
        _ reading: IndicatorReading, asOf day: CivilDate, reason: String?, by stamp: Stamp,
        on connection: any Connection
    ) throws -> Seal {
        let (content, subject) = (content(of: reading, asOf: day), "\(id)@\(day)")
        let newest = try SealStore.latest(kind: Self.sealKind, subject: subject, on: connection)
        if let newest, newest.contentHash == ContentHash.of(content.canonical) { return newest }
        return try SealStore.seal(
            kind: Self.sealKind, subject: subject, content: content, reason: reason, by: stamp, on: connection
        ) { _ in [] }
    }

    /// What is sealed of a reading; its hash is known before it is sealed.
    public func content(of reading: IndicatorReading, asOf day: CivilDate) -> JSON {
        var members: [String: JSON] = [
            "indicator": .string(id), "name": .string(name), "unit": .string(unitName), "kind": .string(kind.rawValue),
            "rule": .string(rule.rawValue), "asOf": JSON(day), "value": JSON(reading.value?.plain),
            "qualifiers": .array(reading.qualifiers.map { .string($0.rawValue) }),
            "origin": .string(reading.origin.rawValue), "records": .array(reading.records.map { .string($0) }),
        ]
        if reading.isSuppressed { members["suppressed"] = .bool(true) }
        return .object(members)
    }
}

extension IndicatorReading {
    /// Reads sealed content back; `nil` when it has another form.
    public init?(_ content: JSON) {
        guard let value = content["value"], let qualifiers = content["qualifiers"]?.array,
            let origin = content["origin"]?.string.flatMap(Origin.init), let records = content["records"]?.array
        else { return nil }
        let number = value.string.flatMap { ExactNumber($0) }
        guard number != nil || value == .null else { return nil }
        self.init(
            value: number, qualifiers: qualifiers.compactMap { $0.string.flatMap(Qualifier.init) },
            records: records.compactMap(\.string), origin: origin, isSuppressed: content["suppressed"] == .bool(true))
    }
}
