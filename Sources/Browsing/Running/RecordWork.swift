import Japanese
import Scenarios

/// A record in the hands of a run: its state, and the ledger's rows about it.
struct RecordWork: Sendable {
    let record: InputRecord
    var values: RecordValues
    private(set) var state: RecordState
    var attempt: Int
    private let hands: RunHands
    private let mask: TextMask
    private var last = ContinuousClock.now

    init(_ item: RunPlan.Item, scenario: Scenario, hands: RunHands) {
        record = item.record
        values = RecordValues(item.record, scenario: scenario.name)
        state = item.state
        attempt = item.attempts
        self.hands = hands
        mask = TextMask(item.record, scenario.input)
    }

    /// Values that no picture may show.
    var hidden: [String] { mask.values }

    func masked(_ text: String) -> String { mask.masked(text) }

    /// Writes a row and goes on only when it is kept.
    /// - Throws: ``LedgerFault``, or the ``RunOutcome`` of who keeps it.
    mutating func write(
        _ phase: LedgerEntry.Phase, _ steps: [String] = [], _ event: RecordEvent? = nil, note: String = "",
        receipt: String? = nil, evidence: String? = nil
    ) async throws {
        var next = state
        if let event {
            guard let after = state.after(event) else { throw LedgerFault() }
            next = after
        }
        let now = ContinuousClock.now
        let entry = LedgerEntry(
            record: record.key, attempt: attempt, phase: phase, steps: steps, event: event, state: next,
            at: hands.now(), milliseconds: Int(last.duration(to: now) / .milliseconds(1)), note: masked(note),
            receipt: receipt, evidence: evidence)
        do {
            try await hands.write(entry)
        } catch let outcome as RunOutcome {
            throw outcome
        } catch {
            throw LedgerFault()
        }
        last = now
        state = next
    }
}

/// The ledger did not keep a row: nothing more may happen.
struct LedgerFault: Error {}

/// Takes facts about people out of texts for the ledger.
struct TextMask: Sendable {
    let values: [String]

    init(_ record: InputRecord, _ plan: InputPlan) {
        let personal = Set(plan.columns.filter { $0.personal != nil }.map(\.name))
        let found = record.rows.flatMap { row in row.values.filter { personal.contains($0.key) }.map(\.value.text) }
        // The longest first, so that none leaves a part of another.
        values = Set(found.filter { $0.count > 1 }).sorted { ($0.count, $1) > ($1.count, $0) }
    }

    /// Personal values, and figures of four and more digits, become ●.
    func masked(_ text: String) -> String {
        var result = text
        for value in values {
            result = result.replacing(value, with: "●")
            result = result.replacing(Width.narrowingDigitsAndLatin(value), with: "●")
        }
        var masked = ""
        var digits = ""
        func flushed() -> String { digits.count >= 4 ? "●" : digits }
        for character in result {
            if character.isNumber || (character == "-" && !digits.isEmpty) {
                digits.append(character)
            } else {
                masked += flushed()
                digits = ""
                masked.append(character)
            }
        }
        return masked + flushed()
    }
}
