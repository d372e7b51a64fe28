extension SyntheticWard {
    /// Codes as the register of the ward has them; `Knowledge/juki-mapping.yaml` leads them to those of the target.
    enum RegisterCodes {
        /// Codes of the register's own, from those of the target.
        static let relationCodes: [Relation: String] = [
            .head: "11", .husband: "12", .wife: "13", .child: "21", .wifeOfChild: "22", .husbandOfChild: "23",
            .grandchild: "24",
            .father: "31", .mother: "32", .grandparent: "33", .sibling: "41", .housemate: "90",
        ]

        /// A letter and a figure, as the register of 1985 had them.
        static func causeCode(_ cause: Cause) -> String {
            (cause.rawValue < 10 ? "A" : "B") + String(cause.rawValue % 10)
        }
    }
}
