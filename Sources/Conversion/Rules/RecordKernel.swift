import Japanese
import Tabular

/// Asks one rule of all records of a chunk: a pass down the columns it names.
struct RecordKernel {
    let rule: Rule
    let check: RecordCheck
    let towns: TownList
    /// For conditions over the records of the group; `nil` where no rule has one.
    var conditions: ConversionPlan?

    /// Kernels of all record rules of a group.
    static func all(_ rules: RuleSet, group: ItemGroup, in target: RecordLayout, towns: TownList) -> [RecordKernel] {
        rules.rules.compactMap { rule in
            guard rule.group == group.name, case .record(let check) = rule.check else { return nil }
            var kernel = RecordKernel(rule: rule, check: check, towns: towns)
            if case .filledWhen = check {
                kernel.conditions = ConversionPlan(
                    group: group, mapping: Mapping(name: "", system: "", codeMaps: [], groups: []), target: target,
                    gaiji: [:])
            }
            return kernel
        }
    }

    /// The item that a finding is about.
    var column: Int {
        switch check {
        case .form(let column, _), .checkDigit(let column, _), .filled(let column), .filledWhen(let column, _): column
        case .dateOrder(_, let then): then
        case .kana(let reading, _): reading
        case .sum(let total, _): total
        case .townExists(let code, _): code
        }
    }

    /// Items whose values together are what a decision rests on.
    var columns: [Int] {
        switch check {
        case .form(let column, _), .checkDigit(let column, _), .filled(let column): [column]
        case .dateOrder(let first, let then): [first, then]
        case .kana(let reading, let name): [reading, name]
        case .sum(let total, let parts): [total] + parts
        case .townExists(let code, let on): [code] + (on.map { [$0] } ?? [])
        case .filledWhen(let column, let condition): [column] + condition.columns.sorted()
        }
    }

    /// Appends the rows that do not satisfy the rule.
    func failures(_ chunk: RecordChunk, into rows: inout [UInt32]) {
        switch check {
        case .form(let column, let form):
            // The common case has no filter and one column: nothing but the bytes is looked at.
            if rule.filters.isEmpty {
                for row in 0..<chunk.recordCount where !form.holds(chunk.text(row, column)) { rows.append(UInt32(row)) }
            } else {
                each(chunk, into: &rows) { !form.holds(chunk.text($0, column)) }
            }
        case .dateOrder(let first, let then):
            each(chunk, into: &rows) { row in
                let (early, late) = (chunk.text(row, first), chunk.text(row, then))
                return !early.isEmpty && !late.isEmpty && late.lexicographicallyPrecedes(early)
            }
        case .kana(let reading, let name):
            each(chunk, into: &rows) { row in
                let (kana, text) = (chunk.text(row, reading), chunk.text(row, name))
                if text.isEmpty { return false }
                return kana.isEmpty || !KatakanaText.isOnlyKatakana(kana) || KatakanaText.isOnlyKatakana(text)
            }
        case .checkDigit(let column, let scheme):
            each(chunk, into: &rows) { row in
                let bytes = chunk.text(row, column)
                return !bytes.isEmpty && !scheme.holds(bytes)
            }
        case .sum(let total, let parts):
            each(chunk, into: &rows) { row in
                // An amount that is not there adds nothing; a total that is not there, or anything that is no number, proves nothing.
                if ([total] + parts).allSatisfy({ chunk.text(row, $0).isEmpty }) { return false }
                guard let sum = WholeNumber.of(chunk.text(row, total)) else { return true }
                var found = 0
                for part in parts where !chunk.text(row, part).isEmpty {
                    guard let value = WholeNumber.of(chunk.text(row, part)) else { return true }
                    found &+= value
                }
                return found != sum
            }
        case .townExists(let code, let on): townFailures(chunk, code, on, into: &rows)
        case .filled(let column): each(chunk, into: &rows) { chunk.text($0, column).isEmpty }
        case .filledWhen(let column, let condition):
            guard let conditions else { return }
            let evaluator = RowEvaluator(plan: conditions, chunk: chunk)
            each(chunk, into: &rows) { row in
                guard chunk.text(row, column).isEmpty else { return false }
                evaluator.begin(row: row)
                evaluator.beginItem()
                return evaluator.holds(condition)
            }
        }
    }

    private func townFailures(_ chunk: RecordChunk, _ code: Int, _ on: Int?, into rows: inout [UInt32]) {
        each(chunk, into: &rows) { row in
            let bytes = chunk.text(row, code)
            guard !bytes.isEmpty, let town = towns.town(code: String(decoding: bytes, as: UTF8.self)) else {
                return false
            }
            guard let on else { return town.until != nil }
            guard case .day(let day, _, _) = RecordDate(reading: chunk.text(row, on)) else { return false }
            return !town.exists(on: day)
        }
    }

    private func each(_ chunk: RecordChunk, into rows: inout [UInt32], fails: (Int) -> Bool) {
        for row in 0..<chunk.recordCount {
            if !rule.filters.isEmpty, !rule.filters.allSatisfy({ $0.holds(chunk.text(row, $0.column)) }) { continue }
            if fails(row) { rows.append(UInt32(row)) }
        }
    }
}

extension Rule.Filter {
    package func holds(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        for value in values where ValueForm.equal(bytes, value) { return true }
        return false
    }
}

/// Whole numbers as the target writes them.
enum WholeNumber {
    /// Figures of an amount that is added up: sums of ten million of them still fit.
    private static let amountFiguresMax = 12

    /// A number that is small enough to be added up: identifiers are not amounts.
    static func amount(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        bytes.count <= amountFiguresMax + 1 ? of(bytes) : nil
    }

    /// `nil` for what is empty or no whole number of at most 18 figures.
    static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        guard !bytes.isEmpty else { return nil }
        let isNegative = bytes[0] == 0x2D
        var value = 0
        var figures = 0
        for byte in isNegative ? bytes.dropFirst() : bytes[...] {
            let figure = byte &- 0x30
            guard figure <= 9 else { return nil }
            value = value &* 10 &+ Int(figure)
            figures += 1
        }
        guard (1...18).contains(figures) else { return nil }
        return isNegative ? -value : value
    }
}

/// Katakana in UTF-8: U+30A0–30FF, spaces and marks that stand in readings.
enum KatakanaText {
    static func isOnlyKatakana(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var hasKana = false
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0x30A1...0x30FA, 0x31F0...0x31FF: hasKana = true
            case 0x30FB...0x30FF, 0x3000, 0x20, 0xFF0D, 0x2212, 0x2010: continue
            default: return false
            }
        }
        return hasKana
    }
}
