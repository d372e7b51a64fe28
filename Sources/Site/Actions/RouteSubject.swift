import Storage
import Ward

/// What an address is about: a record that is loaded once, as far as the person may see it.
///
///     extension Meeting: RouteSubject {
///         static let parameter = "meeting"
///         var path: String { MeetingPage.path(id) }
///     }
///
/// What the person may not see is not found: its existence is nobody's business. For who may see it and may not change it,
/// `load` of the subject of the action throws ``PageRefusal/forbidden(_:)``.
public protocol RouteSubject: Sendable {
    /// - Throws: ``PageRefusal/notFound`` when there is none, or none for this person.
    static func load(_ request: PageRequest, on connection: any Connection) throws -> Self
    /// Where it is shown: a change goes back there.
    var path: String { get }
}

/// A record whose identifier stands in the address.
public protocol AddressedRecord: Record, RouteSubject {
    /// The name of the segment that holds its identifier, such as `round` in `rounds/:round`.
    static var parameter: String { get }
}

extension AddressedRecord {
    public static func load(_ request: PageRequest, on connection: any Connection) throws -> Self {
        try known(try request.id(parameter), on: connection)
    }
}

/// The site as a whole, for changes that concern no record yet, such as making one.
public struct WholeSite: RouteSubject {
    public static func load(_ request: PageRequest, on connection: any Connection) -> WholeSite { WholeSite() }
    public var path: String { "/" }
}
