extension Scenario {
    /// The JSON Schema of the text, for editors and for other programs that write scenarios.
    public static let schema = String(decoding: PackageResources.scenario_schema_json, as: UTF8.self)
}

extension ScreenContract {
    /// The JSON Schema of the text.
    public static let schema = String(decoding: PackageResources.screens_schema_json, as: UTF8.self)
}
