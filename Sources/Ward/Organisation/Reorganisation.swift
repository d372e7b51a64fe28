import Japanese

/// A reorganisation (組織改正) as one piece: which units end the day before, and who takes over.
///
///     let change = Reorganisation(on: firstOfApril, steps: [
///         .renaming(joho, to: .init(code: "0210", name: "デジタル推進課", parentCode: "0200")),
///         .merging([keiri, keiyaku], into: .new(.init(code: "0310", name: "財務課"))),
///         .abolishing(kensetsu),
///     ])
///     let problems = change.problems(in: units)
public struct Reorganisation: Hashable, Sendable {
    /// A unit that begins on the day of the reorganisation.
    public struct NewUnit: Hashable, Sendable {
        public let code: String
        public let name: String
        /// The code of the unit above, as it stands on the day of the reorganisation.
        public let parentCode: String?

        public init(code: String, name: String, parentCode: String? = nil) {
            self.code = code
            self.name = name
            self.parentCode = parentCode
        }
    }

    /// Who takes over the work.
    public enum Heir: Hashable, Sendable {
        case existing(ID<OfficeUnit>)
        case new(NewUnit)
    }

    /// Units that end together and those that take over; every kind of change has this one shape.
    public struct Step: Hashable, Sendable {
        public let old: [ID<OfficeUnit>]
        /// The first is the main one: it takes over records, posts and roles.
        public let heirs: [Heir]

        public init(old: [ID<OfficeUnit>], heirs: [Heir]) {
            self.old = old
            self.heirs = heirs
        }

        /// 改称
        public static func renaming(_ unit: ID<OfficeUnit>, to new: NewUnit) -> Step {
            Step(old: [unit], heirs: [.new(new)])
        }

        /// 統合
        public static func merging(_ units: [ID<OfficeUnit>], into heir: Heir) -> Step {
            Step(old: units, heirs: [heir])
        }

        /// 分割
        public static func dividing(_ unit: ID<OfficeUnit>, into heirs: [Heir]) -> Step {
            Step(old: [unit], heirs: heirs)
        }

        /// 廃止; without a successor until one is named.
        public static func abolishing(_ unit: ID<OfficeUnit>, successor: ID<OfficeUnit>? = nil) -> Step {
            Step(old: [unit], heirs: successor.map { [.existing($0)] } ?? [])
        }

        /// 新設
        public static func founding(_ new: NewUnit) -> Step {
            Step(old: [], heirs: [.new(new)])
        }
    }

    /// The first day of the new organisation, as a rule 1 April; old units end the day before.
    public let day: CivilDate
    public let steps: [Step]

    public init(on day: CivilDate, steps: [Step]) {
        self.day = day
        self.steps = steps
    }

    /// The last day of the old organisation.
    public var eve: CivilDate { day.adding(days: -1) }
    public var newUnits: [NewUnit] {
        steps.flatMap(\.heirs).compactMap { heir in
            guard case .new(let unit) = heir else { return nil }
            return unit
        }
    }
}
