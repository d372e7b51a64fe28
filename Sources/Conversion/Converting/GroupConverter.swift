import Japanese
import Tabular

/// Converts the records of a chunk.
struct GroupConverter {
    let plan: ConversionPlan
    let chunk: RecordChunk
    let evaluator: RowEvaluator
    var part: ConvertedPart
    /// Per source column of the current record.
    private var outcomes: [Outcome]
    private var why: [Reason]
    /// Source columns whose values a decision replaced in the current record, with the new values.
    private var replaced: [Int: Int] = [:]
    /// Values that another alternative was taken for, with the item.
    private var unused: [(column: Int, item: Int, entry: Int)] = []
    private var key: Range<Int>?

    static func convert(_ chunk: RecordChunk, plan: ConversionPlan) -> ConvertedPart {
        var converter = GroupConverter(chunk, plan)
        for row in 0..<chunk.recordCount { converter.convert(row: row) }
        converter.part.records = chunk.ordinalCount
        converter.part.broken = chunk.broken
        converter.part.blankLines = chunk.blankLines
        return converter.part
    }

    private init(_ chunk: RecordChunk, _ plan: ConversionPlan) {
        self.plan = plan
        self.chunk = chunk
        evaluator = RowEvaluator(plan: plan, chunk: chunk)
        part = ConvertedPart(
            outputs: plan.entries.map { _ in [] }, outputRecords: plan.entries.map { _ in 0 },
            origins: plan.entries.map { _ in [] }, tallies: (0..<chunk.columnCount).map { _ in FieldTally() },
            amounts: plan.amounts.map { _ in AmountTally() })
        for number in part.outputs.indices { part.outputs[number].reserveCapacity(chunk.bytes.count * 2) }
        outcomes = Array(repeating: .absent, count: chunk.columnCount)
        why = Array(repeating: .formChanged, count: chunk.columnCount)
    }

    private mutating func convert(row: Int) {
        evaluator.begin(row: row)
        key = nil
        if !replaced.isEmpty { replaced = [:] }
        if !unused.isEmpty { unused = [] }
        for column in outcomes.indices { outcomes[column] = .absent }
        var taken: Int?
        var undecided: Reason?
        for (number, entry) in plan.entries.enumerated() {
            evaluator.beginItem()
            if let only = entry.only {
                let isMeant = evaluator.holds(only)
                if let rejection = evaluator.rejection {
                    // Whether the record is meant cannot be told: it is kept out and told, not left out in silence.
                    tell(rejection, item: -1, entry: number)
                    undecided = undecided ?? rejection
                    continue
                }
                if !isMeant { continue }
                for column in evaluator.used where evaluator.uses[column] == .named {
                    raise(column, to: .converted, .conditionOnly)
                }
            }
            taken = taken ?? number
            fill(entry, number)
        }
        if taken == nil, undecided == nil { part.excluded += 1 }
        settle(taken: taken, undecided: undecided)
    }

    private mutating func fill(_ entry: ConversionPlan.Entry, _ number: Int) {
        for (position, expression) in entry.items.enumerated() {
            if position > 0 { part.outputs[number].append(0x2C) }
            part.outputs[number].append(0x22)
            if let expression {
                fill(expression, entry, number, item: position)
            } else if entry.checks[position].item.requirement == .required,
                entry.unfilled.contains(entry.target.items[position].name)
            {
                evaluator.beginItem()
                let (_, decision) = tell(.missing, item: position, entry: number)
                if let decision, decision.action == .replace {
                    let value = decide(decision, entry.checks[position], item: position, entry: number)
                    if evaluator.rejection == nil {
                        GroupConverter.append(evaluator.bytes(value), to: &part.outputs[number])
                    }
                }
            }
            part.outputs[number].append(0x22)
        }
        part.outputs[number].append(0x0D)
        part.outputs[number].append(0x0A)
        part.outputRecords[number] += 1
        let row = evaluator.row
        part.origins[number].append(
            Origin(record: chunk.ordinal(row) + 1, entry: entry.number, bytes: chunk.recordBytes(row)))
    }

    private mutating func fill(_ expression: Expression, _ entry: ConversionPlan.Entry, _ number: Int, item: Int) {
        evaluator.beginItem()
        let check = entry.checks[item]
        var value = evaluator.evaluate(expression)
        if evaluator.rejection == nil { value = permitted(value) }
        if evaluator.rejection == nil, let refusal = check.refusal(evaluator.bytes(value)) {
            evaluator.rejection = refusal
        }
        var decision: FindingDecision?
        if let rejection = evaluator.rejection {
            decision = tell(rejection, item: item, entry: number).decision
        } else {
            // An unknown date is empty on purpose: its words stand in another item.
            let isUnknown = evaluator.reasons.contains { $0 == .dateUnknown || $0 == .dateUnknownRest }
            let isTold = isUnknown && check.item.allowsUnknown
            if check.item.requirement == .required, evaluator.bytes(value).isEmpty, !isTold {
                decision = tell(.missing, item: item, entry: number).decision
            }
            if check.dependsOnUnit(evaluator.bytes(value)) {
                decision = tell(.lengthUnit, item: item, entry: number).decision ?? decision
            }
            if !evaluator.reasons.isEmpty {
                for reason in evaluator.reasons where reason.isListed {
                    decision = tell(reason, item: item, entry: number).decision ?? decision
                }
            }
        }
        var isDiscarded = false
        if let decision, decision.action != .accept {
            isDiscarded = decision.action == .discard
            value = decide(decision, check, item: item, entry: number)
        }
        if evaluator.rejection == nil, !isDiscarded {
            GroupConverter.append(evaluator.bytes(value), to: &part.outputs[number])
        }
        account(value, isDiscarded: isDiscarded, item: item, entry: number)
    }

    /// Does what was decided. A value that was decided must fit the target like any other.
    private mutating func decide(_ decision: FindingDecision, _ check: TargetCheck, item: Int, entry: Int) -> Piece {
        evaluator.rejection = nil
        evaluator.reasons = [.decided]
        guard decision.action == .replace else {
            if check.item.requirement == .required { tell(.missing, item: item, entry: entry) }
            return .empty
        }
        let value = permitted(evaluator.piece(decision.value))
        let refusal = evaluator.rejection ?? check.refusal(evaluator.bytes(value))
        if let refusal {
            evaluator.rejection = refusal
            // Told without looking for a decision: this one was already taken.
            list(refusal, item: item, entry: entry, column: contributed, hash: 0, state: .open)
            return .empty
        }
        let amount = WholeNumber.amount(evaluator.bytes(value))
        for column in evaluator.used where evaluator.uses[column] == .contributed { replaced[column] = amount }
        return value
    }

    /// Says for each source value what the item did with it.
    private mutating func account(_ value: Piece, isDiscarded: Bool, item: Int, entry: Int) {
        let present = evaluator.used.count { evaluator.uses[$0] == .contributed && !isEmpty($0) }
        for column in evaluator.used {
            switch evaluator.uses[column] {
            // What only a condition looked at goes nowhere, unless another item takes it.
            case .none, .condition: break
            case .named: raise(column, to: .converted, .conditionOnly)
            case .unused:
                // Another item may still carry it: that is known at the record's end.
                unused.append((column, item, entry))
                raise(column, to: .discarded, .unusedAlternative)
            case .same: raise(column, to: .discarded, .sameAlternative)
            case .contributed:
                if let rejection = evaluator.rejection {
                    raise(column, to: .rejected, rejection)
                } else if isDiscarded {
                    raise(column, to: .discarded, .decided)
                } else if present > 1 {
                    raise(column, to: .merged, evaluator.reasons.first ?? .joined)
                } else if evaluator.bytes(value).elementsEqual(chunk.text(evaluator.row, column)) {
                    raise(
                        column, to: evaluator.reasons.isEmpty ? .carried : .converted,
                        evaluator.reasons.first ?? .formChanged)
                } else {
                    raise(column, to: .converted, evaluator.reasons.first ?? .formChanged)
                }
            }
        }
    }

    private func isEmpty(_ column: Int) -> Bool { chunk.text(evaluator.row, column).isEmpty }

    private mutating func raise(_ column: Int, to outcome: Outcome, _ reason: Reason) {
        guard outcome > outcomes[column] else { return }
        outcomes[column] = outcome
        why[column] = reason
    }

    /// Closes a record: every value that is there is in one place of the ledger.
    private mutating func settle(taken: Int?, undecided: Reason?) {
        for (column, item, entry) in unused
        where outcomes[column] == .discarded && why[column] == .unusedAlternative {
            let (state, _) = tell(.unusedAlternative, item: item, entry: entry, column: column)
            if state == .decided { why[column] = .decided }
        }
        for column in outcomes.indices where !isEmpty(column) {
            part.tallies[column].present += 1
            var (outcome, reason) = (outcomes[column], why[column])
            if let taken {
                if outcome == .absent, plan.discarded.contains(column) {
                    (outcome, reason) = (.discarded, .leftOut)
                } else if outcome == .absent, plan.covered.contains(column) {
                    (outcome, reason) = (.rejected, .notCarried)
                    tell(.notCarried, item: -1, entry: taken, column: column)
                } else if outcome == .absent {
                    // The item as a whole is told once, by the gate of the mapping.
                    (outcome, reason) = (.rejected, .unmapped)
                }
            } else {
                (outcome, reason) = undecided.map { (.rejected, $0) } ?? (.discarded, .excluded)
            }
            if let taken, [.carried, .converted, .merged].contains(outcome), reason != .conditionOnly {
                (outcome, reason) = whole(column, outcome, reason, entry: taken)
            }
            part.tallies[column].outcomes[Int(outcome.rawValue)] += 1
            if outcome != .carried { part.tallies[column].reasons[Int(reason.rawValue)] += 1 }
            outcomes[column] = outcome
        }
        for (position, column) in plan.amounts.enumerated() where !isEmpty(column) {
            add(amountOf: column, to: &part.amounts[position])
        }
    }

    /// What became of a value of which items may have taken parts only.
    private mutating func whole(_ column: Int, _ outcome: Outcome, _ reason: Reason, entry: Int) -> (Outcome, Reason) {
        let parts = evaluator.taken[column]
        if parts.contains(.whole) || why[column] == .decided { return (outcome, reason) }
        if parts.covers(String(decoding: chunk.text(evaluator.row, column), as: UTF8.self), towns: plan.towns) {
            return (outcome, reason)
        }
        if plan.discarded.contains(column) { return (outcome, .partLeftOut) }
        if plan.parted.contains(column) { return (.rejected, .partUnmapped) }
        tell(.partLost, item: -1, entry: entry, column: column)
        return (.rejected, .partLost)
    }

    /// Adds up the source by itself: not what became of the value, but what stands in the file.
    private func add(amountOf column: Int, to tally: inout AmountTally) {
        guard let amount = SourceAmount.of(chunk.text(evaluator.row, column)) else {
            tally.unreadable += 1
            if let value = replaced[column] { tally.decided += value }
            return
        }
        tally.source += amount
        if let value = replaced[column] {
            tally.keptOut += amount
            tally.decided += value
        } else if outcomes[column] == .rejected || outcomes[column] == .discarded {
            tally.keptOut += amount
        }
    }

    // MARK: findings

    /// The first source column that the item's value was made from; -1 when there is none.
    private var contributed: Int { evaluator.used.first { evaluator.uses[$0] == .contributed } ?? -1 }

    /// Lists a finding, as decided where a decision closes it.
    /// - Parameter item: of the entry's target; -1 for the whole record.
    @discardableResult
    mutating func tell(
        _ reason: Reason, item: Int, entry: Int, column: Int? = nil
    ) -> (state: FindingState, decision: FindingDecision?) {
        let column = column ?? contributed
        let hash = fingerprint(column)
        var found: (state: FindingState, decision: FindingDecision?) = (.open, nil)
        if plan.decisions.concerns(reason) {
            let target = plan.entries[entry].target
            found = plan.decisions.state(
                of: FindingDecision.Subject(
                    system: plan.system, reason: reason, key: String(decoding: part.keys[keyRange()], as: UTF8.self),
                    field: column >= 0 ? plan.source.items[column].name : "", target: target.name,
                    item: item >= 0 ? target.items[item].name : ""),
                hash: hash)
        }
        list(reason, item: item, entry: entry, column: column, hash: hash, state: found.state)
        return found.state == .decided ? found : (found.state, nil)
    }

    /// Of all that the item's value was made from, or of the whole record where it was made from nothing.
    private func fingerprint(_ column: Int) -> UInt64 {
        let row = evaluator.row
        let used = evaluator.used.filter { evaluator.uses[$0] != .none }
        let columns = used.isEmpty ? (column >= 0 ? [column] : Array(0..<chunk.columnCount)) : used
        var hash = ValueHash.start
        for column in columns.sorted() { hash = ValueHash.adding(chunk.text(row, column), to: hash) }
        return hash
    }

    private mutating func list(
        _ reason: Reason, item: Int, entry: Int, column: Int, hash: UInt64, state: FindingState
    ) {
        let row = evaluator.row
        let source = column >= 0 ? chunk.source(row, column) : chunk.recordBytes(row)
        part.findings.append(
            ConversionFinding(
                reason: reason, record: chunk.ordinal(row) + 1, column: column, item: item, entry: entry, bytes: source,
                hash: hash, key: keyRange(), state: state))
    }

    private mutating func keyRange() -> Range<Int> {
        if let key { return key }
        let start = part.keys.count
        for (position, column) in plan.keyColumns.enumerated() {
            if position > 0 { part.keys.append(0x2F) }
            FindingKey.append(chunk.text(evaluator.row, column), to: &part.keys)
        }
        let range = start..<part.keys.count
        key = range
        return range
    }

    /// Quotes inside a value are doubled.
    static func append(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        guard bytes.contains(0x22) else { return output.append(contentsOf: bytes) }
        for byte in bytes {
            if byte == 0x22 { output.append(byte) }
            output.append(byte)
        }
    }
}
