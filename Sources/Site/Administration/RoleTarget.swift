import Japanese
import Storage
import Ward

/// For what a role is given, as a choice in a form: the whole ward, a unit or a body.
struct RoleTarget: Hashable, Sendable {
    let unit: ID<OfficeUnit>?
    let body: ID<Body>?

    static let ward = "ward"

    /// - Parameter text: `ward`, `unit-…` or `body-…`.
    init?(_ text: String) {
        let parts = text.split(separator: "-", maxSplits: 1).map(String.init)
        switch parts.first {
        case Self.ward where parts.count == 1: (unit, body) = (nil, nil)
        case "unit" where parts.count == 2:
            guard let id = ID<OfficeUnit>(untrusted: parts[1]) else { return nil }
            (unit, body) = (id, nil)
        case "body" where parts.count == 2:
            guard let id = ID<Body>(untrusted: parts[1]) else { return nil }
            (unit, body) = (nil, id)
        default: return nil
        }
    }

    /// As it is sent.
    var text: String {
        if let unit { "unit-\(unit)" } else if let body { "body-\(body)" } else { Self.ward }
    }

    static func choices(on day: CivilDate, _ connection: any Connection) throws -> [Choice] {
        [Choice(ward, "区全体")]
            + (try UnitStore.list(validOn: day, on: connection).map { Choice("unit-\($0.id)", $0.name) })
            + (try BodyStore.list(validOn: day, on: connection).map { Choice("body-\($0.id)", "\($0.name)（会議体）") })
    }
}
