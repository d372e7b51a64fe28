import Japanese
import Storage

extension Indicator {
    /// Kind of the seals of readings; their subject is `indicator id@day`.
    public static let sealKind = "ward.indicator"

    /// Measures the value of a day and seals it together with the records it was counted from.
    ///
    ///     let seal = try registry["counter.visits"]?.seal(asOf: quarter.last, reason: nil, by: stamp, on: connection)
    ///
    /// - Parameter reason: why a day that was sealed before is counted again; needed from the second edition on.
    public func seal(
        asOf day: CivilDate, reason: String?, by stamp: Stamp, on connection: any Connection
    ) throws -> Seal {
        try seal(try measure(day, connection), asOf: day, reason: reason, by: stamp, on: connection)
    }

    /// Seals a reading at hand, such as one that was declared by a person.
    public func seal(
        _ reading: IndicatorReading, asOf day: CivilDate, reason: String?, by stamp: Stamp,
        on connection: any Connection
    ) throws -> Seal {
        try seal(content(of: reading, asOf: day), asOf: day, reason: reason, by: stamp, on: connection)
    }

    private func seal(
        _ content: JSON, asOf day: CivilDate, reason: String?, by stamp: Stamp, on connection: any Connection
    ) throws -> Seal {
        try SealStore.seal(
            kind: Self.sealKind, subject: "\(id)@\(day)", content: content, reason: reason, by: stamp, on: connection
        ) { _ in [] }
    }

    /// The same, unless the newest edition of the day says so already, word for word.
    public func sealOnce(
        _ reading: IndicatorReading, asOf day: CivilDate, reason: String?, by stamp: Stamp,
        on connection: any Connection
    ) throws -> Seal {
        let content = content(of: reading, asOf: day)
        let newest = try SealStore.latest(kind: Self.sealKind, subject: "\(id)@\(day)", on: connection)
        if let newest, newest.contentHash == ContentHash.of(content.canonical) { return newest }
        return try seal(content, asOf: day, reason: reason, by: stamp, on: connection)
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

    /// The newest sealed reading of a day.
    /// - Throws: ``SealRefusal/damaged(kind:subject:edition:)`` when the record is no longer what was sealed.
    public func sealedReading(
        asOf day: CivilDate, on connection: any Connection
    ) throws -> (reading: IndicatorReading, seal: Seal)? {
        guard let seal = try SealStore.latest(kind: Self.sealKind, subject: "\(id)@\(day)", on: connection) else {
            return nil
        }
        guard let reading = IndicatorReading(try SealStore.content(of: seal, on: connection)) else {
            throw SealRefusal.damaged(kind: seal.kind, subject: seal.subject, edition: seal.edition)
        }
        return (reading, seal)
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
