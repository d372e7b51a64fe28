import Conversion
import Japanese
import Storage
import Ward

/// Which systems of a rehearsal a person may see and decide about: a section its own.
struct ReviewScope: Sendable {
    /// Sections by name; `nil` for all.
    let readable: Set<String>?
    let decidable: Set<String>?
    let unmaskable: Set<String>?

    init(_ person: SignedIn, today: CivilDate, on connection: any Connection) throws {
        readable = try ReviewScope.sections(person, .readRehearsals, today, connection)
        decidable = try ReviewScope.sections(person, .decideFindings, today, connection)
        unmaskable = try ReviewScope.sections(person, .unmaskProtected, today, connection)
    }

    private static func sections(
        _ person: SignedIn, _ permission: Permission, _ today: CivilDate, _ connection: any Connection
    ) throws -> Set<String>? {
        guard let units = person.units(permission) else { return nil }
        var names: Set<String> = []
        for unit in units {
            if let found = try UnitStore.find(unit, on: connection) { names.insert(found.name) }
            for next in try UnitStore.successors(of: unit, validOn: today, on: connection) { names.insert(next.name) }
        }
        return names
    }

    func mayRead(_ section: String) -> Bool { readable?.contains(section) ?? true }

    func mayDecide(_ section: String) -> Bool { decidable?.contains(section) ?? true }

    func mayUnmask(_ section: String) -> Bool { unmaskable?.contains(section) ?? true }
}
