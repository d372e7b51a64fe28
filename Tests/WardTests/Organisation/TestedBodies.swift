@testable import Ward

/// Kinds of bodies such as a module declares.
extension Body.Kind {
    static let subcommittee = Body.Kind("subcommittee", "部会")
    static let studyGroup = Body.Kind("studyGroup", "検討グループ", under: [.subcommittee])
}
