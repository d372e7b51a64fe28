import Ward

extension Body.Kind {
    /// 部会
    public static let subcommittee = Body.Kind("subcommittee", "部会")
    /// 検討グループ
    public static let studyGroup = Body.Kind("studyGroup", "検討グループ", under: [.subcommittee])
    /// 作業チーム
    public static let workingTeam = Body.Kind("workingTeam", "作業チーム", under: [.studyGroup, .subcommittee])

    /// The bodies of the programme.
    static let ofProgramme: [Body.Kind] = [.subcommittee, .studyGroup, .workingTeam]
}
