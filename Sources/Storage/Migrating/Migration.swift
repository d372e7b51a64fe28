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

extension Migration {
    /// The migrations of one component in their order.
    ///
    ///     Migration.numbered("plan", [PackageResources._001_plan_sql, PackageResources._002_rounds_sql])
    public static func numbered(_ component: String, _ scripts: [[UInt8]]) -> [Migration] {
        scripts.enumerated().map { position, bytes in
            Migration(component: component, version: position + 1, script: String(decoding: bytes, as: UTF8.self))
        }
    }
}
