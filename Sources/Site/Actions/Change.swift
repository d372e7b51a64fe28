import Japanese
import Storage
import Ward

/// The transaction in which an action does what it does: by whom, when, on which connection.
public struct Change {
    public let request: PageRequest
    public let connection: any Connection

    /// Who changes something, and when.
    public var stamp: Stamp { get throws { try request.stamp } }
    public var person: SignedIn { get throws { try request.person } }
    public var today: CivilDate { request.today }
    /// What was sent, for what is asked before the change is made.
    public var form: FormReader { FormReader(request.form) }
}
