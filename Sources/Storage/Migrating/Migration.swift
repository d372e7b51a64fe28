/// One numbered step of a component's tables, written once in the portable dialect.
public struct Migration: Sendable {
    /// The component that owns the tables, such as `ward` or `plan`.
    public let component: String
    /// 1, 2, 3 … without gaps inside a component.
    public let version: Int
    public let script: String

    public init(component: String, version: Int, script: String) {
        self.component = component
        self.version = version
        self.script = script
    }
}
