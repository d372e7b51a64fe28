import Ward

/// One thing that is wrong with what a program sent.
struct ProgramFinding: Hashable, Sendable {
    /// A place in the JSON (`$.title`, 3行目12文字目) or the pattern of the route.
    let place: String
    let what: String
    let how: String

    init(where place: String, what: String, how: String) {
        self.place = place
        self.what = what
        self.how = how
    }

    var json: JSON { ["where": .string(place), "what": .string(what), "how": .string(how)] }
}

/// What a program sent is not taken; all that is wrong with it at once.
struct ProgramRefused: Error {
    let status: Int
    /// Stable, for programs.
    let code: String
    let findings: [ProgramFinding]
}

extension ProgramRefused {
    /// - Parameter status: of the page on which a person would read the same.
    init(_ errors: FormErrors, status: Int) {
        self.init(
            status: status, code: status == 409 ? "conflict" : "invalid",
            findings: errors.entries.map { entry in
                // The words of a form say both what and how, a sentence each.
                let sentences = entry.message.split(separator: "。", maxSplits: 1).map(String.init)
                return ProgramFinding(
                    where: entry.field.map { "$.\($0)" } ?? "$", what: (sentences.first ?? "") + "。",
                    how: sentences.count > 1 ? sentences[1] : "")
            })
    }
}
