import Storage
import Ward

/// Something that a person has, such as an access token: it is reached by its person and by whoever keeps people, and for
/// everybody else there is none.
protocol OwnedRecord: Record {
    /// The name of the segment of an address that holds its identifier.
    static var parameter: String { get }
    var person: ID<Person> { get }
}

extension AccessToken: OwnedRecord {
    static let parameter = "token"
}

extension PersonIdentity: OwnedRecord {
    static let parameter = "identity"
}

/// One of the person who is signed in.
struct Own<Owned: OwnedRecord>: RouteSubject {
    let record: Owned

    static func load(_ request: PageRequest, on connection: any Connection) throws -> Own {
        let record = try Owned.known(try request.id(Owned.parameter), on: connection)
        guard record.person == (try request.person.person) else { throw PageRefusal.notFound }
        return Own(record: record)
    }

    var path: String { "/account" }
}

/// One of the person in the address.
struct OfPerson<Owned: OwnedRecord>: RouteSubject {
    let person: Person
    let record: Owned

    static func load(_ request: PageRequest, on connection: any Connection) throws -> OfPerson {
        let person = try Person.load(request, on: connection)
        let record = try Owned.known(try request.id(Owned.parameter), on: connection)
        guard record.person == person.id else { throw PageRefusal.notFound }
        return OfPerson(person: person, record: record)
    }

    var path: String { person.path }
}
