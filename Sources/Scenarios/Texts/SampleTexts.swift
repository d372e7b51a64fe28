extension Scenario {
    /// A whole one, of the demonstration and of tests: changes of childcare certificates on the screens of an invented system.
    public static let sampleText = String(decoding: PackageResources.sample_scenario_yaml, as: UTF8.self)
}

extension ScreenContract {
    /// The screens of the first edition of that system.
    public static let sampleText = String(decoding: PackageResources.sample_screens_yaml, as: UTF8.self)
}
