extension SampleSystem {
    /// The robot of the demo, as text.
    public static let scenarioText = String(decoding: PackageResources.scenario_yaml, as: UTF8.self)
    /// The screens of the first edition.
    public static let screensText = String(decoding: PackageResources.screens_yaml, as: UTF8.self)
}
