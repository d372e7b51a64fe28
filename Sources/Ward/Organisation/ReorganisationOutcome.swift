/// What a reorganisation did, listed for the person who carried it out.
public struct ReorganisationOutcome: Sendable {
    /// A seat in a body that went to the successor's post.
    public struct SeatMove: Hashable, Sendable {
        public let body: ID<Body>
        public let role: SeatRole
        /// The title before, such as 情報管理課長.
        public let from: String
        /// The title after, such as デジタル推進課長.
        public let to: String
        /// The successor's post sits in the body already: two seats became one.
        public let isMerged: Bool
    }

    /// A role of a person that went to the successor.
    public struct RoleMove: Hashable, Sendable {
        public let person: ID<Person>
        public let role: Role
        public let from: ID<OfficeUnit>
        public let to: ID<OfficeUnit>
    }

    public let created: [OfficeUnit]
    public internal(set) var abolishedWithoutSuccessor: [OfficeUnit] = []
    public internal(set) var seatMoves: [SeatMove] = []
    public internal(set) var roleMoves: [RoleMove] = []
    /// Seats of posts whose unit is gone without a successor: to be settled by hand.
    public internal(set) var seatsLeft: [Seat] = []

    init(created: [OfficeUnit]) {
        self.created = created
    }
}
