import Japanese

extension RowEvaluator {
    func call(_ function: Function, _ arguments: [Expression]) -> Piece {
        switch function {
        case .concat, .join: return joined(function, arguments)
        case .equal, .differs, .empty, .among, .and, .or, .not: return .empty
        default: break
        }
        let value =
            function == .trim ? withoutLowValues(arguments[0]) : evaluate(arguments[0], taking: function.part ?? .whole)
        guard rejection == nil else { return .empty }
        switch function {
        case .trim: return changed(value, .formChanged) { $0.trimmed }
        case .kana: return changed(value, .kanaWidened) { Width.wideningKatakana($0) }
        case .wide: return changed(value, .formChanged) { WidthForms.wide($0) }
        case .narrow: return changed(value, .formChanged) { Width.narrowingDigitsAndLatin($0) }
        case .name: return changed(value, .nameSeparator) { PersonName.separated($0) }
        case .family: return changed(value, .formChanged) { PersonName.parts($0).family }
        case .given:
            let parts = PersonName.parts(string(value))
            if !parts.family.isEmpty, parts.given.isEmpty { note(.nameNotParted) }
            return changed(value, .formChanged) { _ in parts.given }
        case .address: return changed(value, .hyphen) { AddressText.unified($0) }
        case .digits:
            guard AddressText.isFiguresAndMarks(string(value)) else { return reject(.wrongType) }
            return changed(value, .formChanged) { AddressText.digits($0) }
        case .town: return town(value)
        case .lot: return lot(value)
        case .townCode: return townCode(value)
        case .date: return date(value, opens: false, ends: false)
        case .from: return date(value, opens: true, ends: false)
        case .until: return date(value, opens: false, ends: true)
        case .unknownFlag: return unknownFlag(value)
        case .unknownText: return unknownText(value)
        case .year: return year(value)
        case .number: return number(value)
        case .concat, .join, .equal, .differs, .empty, .among, .and, .or, .not: return .empty
        }
    }

    /// Applies a change to texts that it can concern: plain figures and letters with no space are left alone at once.
    private func changed(_ value: Piece, _ reason: Reason, _ change: (String) -> String) -> Piece {
        let text = string(value)
        let result = change(text)
        if result == text, result.utf8.count == text.utf8.count { return value }
        note(reason)
        return piece(result)
    }

    /// Old programs fill the rest of a field with 00 (低値). Behind a text they say nothing; anywhere else they stay a fault.
    private func withoutLowValues(_ argument: Expression) -> Piece {
        guard case .source(let column) = argument, chunk.notes(row, column).contains(.control),
            chunk.notes(row, column).isDisjoint(with: [.malformed, .unmapped, .user, .twin])
        else { return evaluate(argument) }
        let text = chunk.text(row, column)
        let end = (text.lastIndex { $0 != 0 }).map { $0 + 1 } ?? 0
        let kept = String(decoding: text[..<end], as: UTF8.self)
        guard !kept.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            return evaluate(argument)
        }
        take(column)
        note(.formChanged)
        return piece(kept)
    }

    private func joined(_ function: Function, _ arguments: [Expression]) -> Piece {
        let values = arguments.map(evaluate)
        guard rejection == nil else { return .empty }
        let parts = (function == .join ? Array(values.dropFirst()) : values).map { Array(bytes($0)) }.filter {
            !$0.isEmpty
        }
        let separator = function == .join ? Array(bytes(values[0])) : []
        let start = scratch.count
        for (position, part) in parts.enumerated() {
            if position > 0 { scratch.append(separator) }
            scratch.append(part)
        }
        return piece(from: start)
    }

    // MARK: addresses

    private func town(_ value: Piece) -> Piece {
        if value.length == 0 { return .empty }
        let isRestTaken = used.contains { uses[$0] == .contributed && plan.lots.contains($0) }
        guard let match = plan.towns.match(string(value)) else {
            // The whole address stands in the item of the 番地号, where there is one.
            if !isRestTaken { return reject(.addressRest) }
            note(.townUnknown)
            return .empty
        }
        if !isRestTaken, !match.rest.trimmed.isEmpty { return reject(.addressRest) }
        if !match.isSpeltSo { note(.townSpelling) }
        if !match.isNumberedSo { note(.townNumber) }
        return piece(match.town.name)
    }

    private func lot(_ value: Piece) -> Piece {
        let text = string(value)
        guard let match = plan.towns.match(text) else { return value }
        return piece(match.rest)
    }

    private func townCode(_ value: Piece) -> Piece {
        if value.length == 0 { return .empty }
        guard let match = plan.towns.match(string(value)) else {
            note(.townUnknown)
            return .empty
        }
        return piece(match.town.code)
    }

    // MARK: dates

    private func date(_ value: Piece, opens: Bool, ends: Bool) -> Piece {
        switch RecordDate(reading: bytes(value)) {
        case .empty: return .empty
        case .day(let date, let isGhost, let isLunar):
            if isGhost { note(.eraGhost) }
            if isLunar { note(.dateLunar) }
            if !ends, let today = plan.today, date > today { note(.dateFuture) }
            return write(date)
        case .unknown:
            // Where no item takes the words of the date, emptying it would lose it.
            guard used.contains(where: { uses[$0] == .contributed && plan.toldUnknown.contains($0) }) else {
                return reject(.dateUnknownLost)
            }
            note(RecordDate.unknownSaysMore(string(value)) ? .dateUnknownRest : .dateUnknown)
            return .empty
        case .openStart: return opens ? piece("0000-01-01") : reject(.dateSentinel)
        case .openEnd: return ends ? piece("9999-12-31") : reject(.dateSentinel)
        case .sentinel: return reject(.dateSentinel)
        case .impossible, .unreadable: return reject(.dateImpossible)
        }
    }

    private func write(_ date: CivilDate) -> Piece {
        let (year, month, day) = date.components
        let start = scratch.count
        let out = scratch.room(for: 10)
        func put(_ value: Int, at offset: Int, _ count: Int) {
            var value = value
            for position in stride(from: count - 1, through: 0, by: -1) {
                out[offset + position] = UInt8(truncatingIfNeeded: 0x30 + value % 10)
                value /= 10
            }
        }
        put(year, at: 0, 4)
        out[4] = 0x2D
        put(month, at: 5, 2)
        out[7] = 0x2D
        put(day, at: 8, 2)
        scratch.advance(to: out + 10)
        return piece(from: start)
    }

    private func unknownFlag(_ value: Piece) -> Piece {
        if case .unknown = RecordDate(reading: bytes(value)) { return piece("1") }
        return piece("0")
    }

    private func unknownText(_ value: Piece) -> Piece {
        guard case .unknown(let year, let month, let era) = RecordDate(reading: bytes(value)) else { return .empty }
        // The date itself was told by the item that it empties.
        note(.formChanged)
        return piece(UnknownDateText.japanese(year: year, month: month, era: era))
    }

    private func year(_ value: Piece) -> Piece {
        switch RecordDate(reading: bytes(value)) {
        case .empty: return .empty
        case .day(let date, _, _): return piece(padded(date.year))
        case .unknown(let year?, _, _): return piece(padded(year))
        case .unknown: return reject(.dateUnknownLost)
        // YEAR of the official types: 0000 and 9999 are the open ends.
        case .openStart: return piece("0000")
        case .openEnd: return piece("9999")
        case .sentinel: return reject(.dateSentinel)
        case .impossible, .unreadable:
            let text = Width.narrowingDigitsAndLatin(string(value)).trimmed
            guard text.utf8.count == 4, let year = Int(text) else { return reject(.wrongYear) }
            return piece(padded(year))
        }
    }

    private func padded(_ year: Int) -> String {
        let text = String(year)
        return String(repeating: "0", count: max(0, 4 - text.utf8.count)) + text
    }

    // MARK: numbers

    /// Leading zeros, thousands commas and full-width figures go; what is no number is refused.
    private func number(_ value: Piece) -> Piece {
        let text = Width.narrowingDigitsAndLatin(string(value)).trimmed
        if text.isEmpty { return .empty }
        guard let result = NumberText.plain(text) else { return reject(.notNumber) }
        if result.utf8.elementsEqual(bytes(value)) { return value }
        note(.formChanged)
        return piece(result)
    }
}

extension String {
    /// Without spaces, full-width ones too, around it.
    var trimmed: String {
        var scalars = Substring(self).unicodeScalars
        while let first = scalars.first, first == " " || first == "\u{3000}" { scalars.removeFirst() }
        while let last = scalars.last, last == " " || last == "\u{3000}" { scalars.removeLast() }
        return String(scalars)
    }
}
