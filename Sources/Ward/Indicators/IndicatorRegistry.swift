/// The indicators of all modules, put together at the front door.
public struct IndicatorRegistry: Sendable {
    public let indicators: [Indicator]

    /// - Throws: ``IndicatorRegistryError/duplicate(id:)`` when two modules offer the same identifier.
    public init(_ indicators: [Indicator]) throws(IndicatorRegistryError) {
        var known: Set<String> = []
        for indicator in indicators where !known.insert(indicator.id).inserted {
            throw IndicatorRegistryError.duplicate(id: indicator.id)
        }
        self.indicators = indicators
    }

    private init() { indicators = [] }

    /// Of a site whose modules count nothing.
    public static let empty = IndicatorRegistry()

    /// What the executable offers to its commands: a command of one module may count what another module offers.
    @TaskLocal public static var offered = IndicatorRegistry.empty

    public subscript(id: String) -> Indicator? {
        indicators.first { $0.id == id }
    }
}

public enum IndicatorRegistryError: Error, Equatable, Sendable {
    case duplicate(id: String)
}
