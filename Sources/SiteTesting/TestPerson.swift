import Synchronization
import Ward

@testable import Site

/// Somebody who asks: one role, for the whole ward or bound to units or bodies.
///
///     let answer = try await site.client.get("/rounds", as: TestPerson(.editor, units: [unit.id]))
public struct TestPerson: Hashable, Sendable, CustomStringConvertible {
    /// Who it is in records; where these must exist, the test makes them.
    public static let id: ID<Person> = ID("01J00000000000000000000001")
    public static let name = "見本 花子"

    public let assignments: [SignedIn.Assignment]

    /// - Parameters:
    ///   - units: for these alone; with no unit and no body, for the whole ward.
    public init(_ role: Role, units: [ID<OfficeUnit>] = [], bodies: [ID<Body>] = []) {
        let bound =
            units.map { SignedIn.Assignment(role: role, unit: $0, body: nil) }
            + bodies.map { SignedIn.Assignment(role: role, unit: nil, body: $0) }
        assignments = bound.isEmpty ? [SignedIn.Assignment(role: role, unit: nil, body: nil)] : bound
    }

    /// Somebody with all of these roles for the whole ward, whom no rule of the house allows to exist.
    public init(all roles: some Sequence<Role>) {
        assignments = roles.map { SignedIn.Assignment(role: $0, unit: nil, body: nil) }
    }

    public var description: String {
        assignments.map { "\($0.role)" + ($0.unit.map { " of \($0)" } ?? $0.body.map { " of \($0)" } ?? "") }
            .joined(separator: ", ")
    }

    public func signedIn(_ grants: Grants) -> SignedIn {
        SignedIn(person: Self.id, name: Self.name, assignments: assignments, grants: grants)
    }
}

/// Sessions of invented people: the token in the cookie stands for a ``TestPerson``, without sign-in and password.
final class TestSessions: Sendable {
    private let people = Mutex<[TestPerson]>([])

    func token(of person: TestPerson) -> String {
        people.withLock { people in
            if let known = people.firstIndex(of: person) { return "\(known)" }
            people.append(person)
            return "\(people.count - 1)"
        }
    }

    var gate: SessionGate {
        SessionGate(resume: { token, _, grants in
            guard let person = self.people.withLock({ people in Int(token).map { people[$0] } }) else { return nil }
            return SessionGate.Resumed(
                session: ID("01J00000000000000000000000"), signedIn: person.signedIn(grants), csrfToken: TestSite.csrf,
                verify: { $0 == TestSite.csrf })
        })
    }
}
