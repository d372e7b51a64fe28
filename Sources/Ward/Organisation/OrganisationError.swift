import Japanese

/// Why a change of the organisation is refused.
public enum OrganisationError: Error, Hashable, Sendable {
    case unknownUnit
    case unknownBody
    case unknownPost
    case unknownSeat
    /// Another unit has the code on a day on which both would exist.
    case codeTaken(code: String, by: String)
    case notStanding(name: String, on: CivilDate)
    case alreadyEnded(name: String, lastDay: CivilDate)
    case abolishedTwice(name: String)
    /// The successor is itself abolished in the same reorganisation.
    case heirEnds(name: String)
    case unknownParentCode(code: String, of: String)
    /// What stands above a unit changes by a reorganisation alone.
    case parentKnown(name: String)
    /// A unit would stand above itself.
    case aboveItself(name: String)
    /// A successor can be named only for a unit that was abolished.
    case notAbolished(name: String)
    case successorAlreadyNamed(name: String, successor: String)
    case bodyNameTaken(name: String)
    /// A working team stands under a study group, a study group under a sub-committee.
    case wrongParent(kind: Body.Kind)
    case seatCountOutOfRange(count: Int)
    case endsBeforeBeginning(name: String, beginning: CivilDate)
    /// Several reasons, all listed.
    case several([OrganisationError])
}
