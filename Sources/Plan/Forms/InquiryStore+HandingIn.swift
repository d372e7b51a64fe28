import Storage
import Ward

/// What became of a 照会票 that was handed in at once.
struct HandedInquiry: Sendable {
    /// What was compared and taken.
    let comparison: InquiryComparison
    /// The initiatives whose answers are handed in.
    let submitted: [String]
    /// Those that stay drafts, each with why.
    let held: [Held]

    struct Held: Hashable, Sendable {
        let heading: String
        let reasons: [String]
    }

    /// For who handed it in.
    var words: String {
        var words = submitted.isEmpty ? "提出できる回答は、ありませんでした。" : "\(submitted.count)件の回答を提出しました。"
        if !held.isEmpty {
            words += "次の\(held.count)件は、下書きのままです。直してから、画面で提出してください。\n"
            words += held.map { "・\($0.heading)　\($0.reasons.joined(separator: " "))" }.joined(separator: "\n")
        }
        return words
    }
}

extension InquiryStore {
    /// Takes a returned form and hands its answers in, as the section would on the page: each by the same checks. What the
    /// form did not say whole stays a draft.
    static func handIn(
        _ id: ID<ReturnedForm>, by stamp: Stamp, on connection: any Connection
    ) throws -> HandedInquiry {
        let comparison = try take(id, by: stamp, on: connection)
        let round = comparison.form.round
        // What was not taken of an answer is mended before it is handed in.
        let refused = Dictionary(grouping: comparison.outcomes(.refused), by: \.subject)
        // A draft that the form says nothing of is somebody else's work.
        let changed = Set(comparison.changes.map(\.entry))
        let said = Set(comparison.outcomes.filter { $0.kind == .alreadySo }.map(\.subject)).union(refused.keys)
        var submitted: [String] = []
        var held: [HandedInquiry.Held] = []
        for line in comparison.form.lines where changed.contains(line.entry.id) || said.contains(line.heading) {
            let entry = try Entry.known(line.entry.id, on: connection)
            guard entry.state == .draft, round.allows(.submit, wasReturned: entry.returnedReason != nil) else {
                continue
            }
            let errors = try EntryStore.findings(of: entry, in: round, on: connection)
                .filter { $0.severity == .error }.map(\.message)
            let reasons = (refused[line.heading] ?? []).map(\.message) + errors
            if reasons.isEmpty {
                try EntryStore.submit(entry.id, by: stamp, on: connection)
                submitted.append(line.heading)
            } else {
                held.append(.init(heading: line.heading, reasons: reasons))
            }
        }
        return HandedInquiry(comparison: comparison, submitted: submitted, held: held)
    }
}
