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
        for column in outcomes.indices { outcomes[column] = .absent }
        var isTaken = false
        for (number, entry) in plan.entries.enumerated() {
            evaluator.beginItem()
            if let only = entry.only {
                let isMeant = evaluator.holds(only)
                for column in evaluator.used { raise(column, to: .converted, .conditionOnly) }
                if !isMeant { continue }
            }
            isTaken = true
            fill(entry, number)
        }
        if !isTaken { part.excluded += 1 }
        settle(isTaken: isTaken)
    }

    private mutating func fill(_ entry: ConversionPlan.Entry, _ number: Int) {
        for (position, expression) in entry.items.enumerated() {
            if position > 0 { part.outputs[number].append(0x2C) }
            part.outputs[number].append(0x22)
            if let expression {
                fill(expression, entry, number, item: position)
            } else if entry.checks[position].item.requirement == .required {
                evaluator.beginItem()
                _ = tell(.missing, item: position, entry: number)
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
        var isDiscarded = false
        if let rejection = evaluator.rejection {
            let (state, decision) = tell(rejection, item: item, entry: number)
            if state == .decided, let decision {
                isDiscarded = decision.action != .replace
                value = decide(decision, check, item: item, entry: number)
            }
        } else {
            if check.item.requirement == .required, evaluator.bytes(value).isEmpty {
                _ = tell(.missing, item: item, entry: number)
            }
            if check.dependsOnUnit(evaluator.bytes(value)) { _ = tell(.lengthUnit, item: item, entry: number) }
            if !evaluator.reasons.isEmpty {
                for reason in evaluator.reasons where reason.isListed { _ = tell(reason, item: item, entry: number) }
            }
        }
        if evaluator.rejection == nil, !isDiscarded {
            GroupConverter.append(evaluator.bytes(value), to: &part.outputs[number])
        }
        account(value, isDiscarded: isDiscarded, item: item, entry: number)
    }

    /// Puts a decision in the place of a value that was refused. What was decided must fit the target like any other value.
    private mutating func decide(_ decision: Decision, _ check: TargetCheck, item: Int, entry: Int) -> Piece {
        evaluator.rejection = nil
        evaluator.reasons = [.decided]
        guard decision.action == .replace else { return .empty }
        let value = evaluator.piece(decision.value)
        if let refusal = check.refusal(evaluator.bytes(value)) {
            evaluator.rejection = refusal
            _ = tell(refusal, item: item, entry: entry)
            return .empty
        }
        let amount = WholeNumber.of(evaluator.bytes(value))
        for column in evaluator.used where evaluator.uses[column] == .contributed { replaced[column] = amount }
        return value
    }

    /// Says for each source value what the item did with it.
    private mutating func account(_ value: Piece, isDiscarded: Bool, item: Int, entry: Int) {
        let present = evaluator.used.count { evaluator.uses[$0] == .contributed && !isEmpty($0) }
        for column in evaluator.used {
            switch evaluator.uses[column] {
            case .none: break
            case .condition: raise(column, to: .converted, .conditionOnly)
            case .unused:
                let (state, _) = tell(.unusedAlternative, item: item, entry: entry, column: column)
                raise(column, to: .discarded, state == .decided ? .decided : .unusedAlternative)
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
    private mutating func settle(isTaken: Bool) {
        for column in outcomes.indices where !isEmpty(column) {
            part.tallies[column].present += 1
            var (outcome, reason) = (outcomes[column], why[column])
            if !isTaken {
                (outcome, reason) = (.discarded, .excluded)
            } else if outcome == .absent {
                // What no line of the mapping touches blocks going live; the ledger still says where it went.
                (outcome, reason) = plan.discarded.contains(column) ? (.discarded, .leftOut) : (.rejected, .unmapped)
            }
            part.tallies[column].outcomes[Int(outcome.rawValue)] += 1
            if outcome != .carried { part.tallies[column].reasons[Int(reason.rawValue)] += 1 }
            outcomes[column] = outcome
        }
        for (position, column) in plan.amounts.enumerated() where !isEmpty(column) {
            add(amountOf: column, to: &part.amounts[position])
        }
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

    /// Lists a finding, unless a decision closed it: then it is listed as decided.
    @discardableResult
    mutating func tell(
        _ reason: Reason, item: Int, entry: Int, column: Int? = nil
    ) -> (state: FindingState, decision: Decision?) {
        let row = evaluator.row
        let column = column ?? evaluator.used.first { evaluator.uses[$0] == .contributed } ?? -1
        let source = column >= 0 ? chunk.source(row, column) : chunk.recordBytes(row)
        let hash = column >= 0 ? ValueHash.of(chunk.text(row, column)) : 0
        let key = keyRange()
        var found: (state: FindingState, decision: Decision?) = (.open, nil)
        if !plan.decisions.isEmpty {
            let target = plan.entries[entry].target
            found = plan.decisions.state(
                of: Decision.Subject(
                    system: plan.system, reason: reason, key: String(decoding: part.keys[key], as: UTF8.self),
                    field: column >= 0 ? plan.source.items[column].name : "", target: target.name,
                    item: target.items[item].name),
                hash: hash)
        }
        part.findings.append(
            Finding(
                reason: reason, record: chunk.ordinal(row) + 1, column: column, item: item, entry: entry, bytes: source,
                hash: hash, key: key, state: found.state))
        return found
    }

    private mutating func keyRange() -> Range<Int> {
        if let key { return key }
        let start = part.keys.count
        for (position, column) in plan.keyColumns.enumerated() {
            if position > 0 { part.keys.append(0x2F) }
            part.keys.append(contentsOf: chunk.text(evaluator.row, column))
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

/// Amounts as sources write them: with leading zeros, commas, full-width figures and spaces around.
enum SourceAmount {
    /// `nil` for what is no whole number of at most 18 figures.
    static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        if let value = WholeNumber.of(bytes) { return value }
        let text = Width.narrowingDigitsAndLatin(String(decoding: bytes, as: UTF8.self)).trimmed
        guard var plain = NumberText.plain(text) else { return nil }
        return plain.withUTF8 { WholeNumber.of($0) }
    }
}
