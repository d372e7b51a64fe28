import Storage

/// Where a version of the plan stands.
///
///     draft ─decide→ decided ─its day comes→ inForce        versions from notices are in force at once
///
/// A version that a newer one in force replaced is not marked: it stays what the rounds of its time point to.
public enum VersionState: String, CaseIterable, Sendable, SQLBindable, SQLDecodable {
    /// 改定案: still written.
    case draft
    /// 決定済み: waits for the day it takes effect.
    case decided
    /// 施行中, or in force once.
    case inForce

    var title: String {
        switch self {
        case .draft: "改定案"
        case .decided: "決定済み（施行前）"
        case .inForce: "施行"
        }
    }
}
