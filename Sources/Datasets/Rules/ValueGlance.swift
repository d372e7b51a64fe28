import Japanese

/// A look at the bytes of a value that tells most values apart from those a rule may say something about.
///
/// A million rows have some ten million values, nearly all of them right. `true` is a promise that `ValueRules` finds nothing; `false`
/// promises nothing. Municipality codes repeat: the last right one of each column is remembered.
struct ValueGlance {
    let columns: [ColumnPlan]
    private var lastCodes: [UInt64]

    init(_ columns: [ColumnPlan]) {
        self.columns = columns
        lastCodes = Array(repeating: 0, count: columns.count)
    }

    /// - Parameter notes: what the decoder noticed.
    mutating func isFine(_ bytes: UnsafeBufferPointer<UInt8>, _ notes: DecodingNotes, at column: Int) -> Bool {
        guard let base = bytes.baseAddress, bytes.count > 0 else { return !columns[column].isRequired }
        if !notes.isDisjoint(with: [.malformed, .unmapped, .control]) { return false }
        let count = bytes.count
        switch columns[column].kind {
        case .text, .name, .kana, .address, .prefecture, .municipalityName, .id, .code: return isPlainText(base, count)
        case .municipalityCode, .placeCode: return isCode(bytes, base, count, column)
        case .number: return isNumber(base, count, allowsPoint: true)
        case .count: return isNumber(base, count, allowsPoint: false)
        case .latitude: return isDegrees(base, count, whole: 2, 20...45)
        case .longitude: return isDegrees(base, count, whole: 3, 122...154)
        case .time: return isTime(base, count)
        case .date: return isDate(base, count)
        case .phone: return isPhone(base, count)
        case .postalCode: return isPostalCode(base, count)
        case .corporateNumber: return CheckDigit.corporateNumber.holds(bytes)
        case .townID: return isTownID(base, count)
        case .presence: return count == 3 && (isYes(base) || isNo(base))
        case .flag: return count == 1 && base[0] == 0x31
        case .url: return isURL(base, count)
        case .list: return isPlainText(base, count) && !hasSeparator(base, count)
        }
    }

    @inline(__always)
    private func isFigure(_ byte: UInt8) -> Bool { byte &- 0x30 <= 9 }

    /// No spaces at the ends or in pairs, no signs of vendors, nothing that looks like a number or address of a person, nothing that a
    /// spreadsheet runs.
    private func isPlainText(_ base: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        switch base[0] {
        case 0x3D, 0x2B, 0x2D, 0x40, 0x20, 0x09, 0x28, 0x2A: return false
        default: break
        }
        if base[count - 1] == 0x20 { return false }
        if count >= 3, isWideSpace(base) || isWideSpace(base + (count - 3)) || mayBeAside(base, count) { return false }
        var position = 0
        var figures = 0
        while position < count {
            let byte = base[position]
            if byte < 0x80 {
                if isFigure(byte) {
                    figures += 1
                    // Ten figures are an ordinary telephone number.
                    if figures > 10 { return false }
                } else if byte == 0x20 {
                    if position + 1 < count, base[position + 1] == 0x20 || isWideSpaceAt(base, position + 1, count) {
                        return false
                    }
                } else if byte == 0x2D || byte == 0x28 || byte == 0x29 || byte == 0x2E {
                    // Stand between the figures of a telephone number.
                } else if byte == 0x2F || byte == 0x3A || byte == 0x5F {
                    if !mayEndFour(base, position) { figures = 0 }
                } else {
                    // 1.23457E+11
                    if byte == 0x45, figures > 0, position + 1 < count, base[position + 1] == 0x2B { return false }
                    figures = 0
                    if byte == 0x40 { return false }
                }
                position += 1
                continue
            }
            // Kanji and kana; dashes and full-width signs below may stand between figures.
            if byte >= 0xE3, byte <= 0xE9 {
                if byte == 0xE3 {
                    let second = base[position + 1]
                    // Signs in one character: U+3220–33FF; radicals are U+2E80–2FDF, E2 BA…BF. U+3164 is not seen.
                    if second >= 0x85, second <= 0x8F { return false }
                    if second == 0x80, base[position + 2] == 0x80, position + 3 < count,
                        base[position + 3] == 0x20 || isWideSpaceAt(base, position + 3, count)
                    {
                        return false
                    }
                    let third = base[position + 2]
                    if !(second == 0x83 && (third == 0xBC || third == 0xBB) || second == 0x80 && third == 0x80) {
                        figures = 0
                    }
                } else {
                    figures = 0
                }
                position += 3
                continue
            }
            if byte == 0xEF {
                let second = base[position + 1]
                let third = base[position + 2]
                // Private use, half-width katakana, full-width signs that a spreadsheet runs at the beginning; ＠.
                // Between 0xB8 and 0xBB: what is not seen, and small dashes.
                if second < 0xA4 || second >= 0xB8 && second <= 0xBB
                    || second >= 0xBD && (second > 0xBD || third >= 0xA1) || second == 0xBF
                {
                    return false
                }
                if second == 0xBC {
                    if third == 0xA0 || position == 0 && (third == 0x9D || third == 0x8B || third == 0x8D) {
                        return false
                    }
                    if third >= 0x90, third <= 0x99 {
                        figures += 1
                        if figures > 10 { return false }
                    } else {
                        switch third {
                        // Brackets, dashes, points, and the signs that may stand between fours.
                        case 0x88, 0x89, 0x8D, 0x8E, 0x8F, 0x9A, 0xBF: break
                        default: figures = 0
                        }
                    }
                } else {
                    figures = 0
                }
                position += 3
                continue
            }
            // Everything rarer is left to the rules.
            return false
        }
        return !KanjiFigures.mayStand(in: base, count)
    }

    /// A space, a dash, a point or a bracket.
    @inline(__always)
    private func isAside(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x28, 0x29, 0x2D, 0x2E: true
        default: false
        }
    }

    /// Whether the figures before a slash or colon may be four of a card: 1234/5678/9018, and not the parts of 2026/04/01 and 10:30.
    @inline(__always)
    private func mayEndFour(_ base: UnsafePointer<UInt8>, _ position: Int) -> Bool {
        var end = position
        while end > 0, isAside(base[end - 1]) { end -= 1 }
        var before = end
        while before > 0, isFigure(base[before - 1]) { before -= 1 }
        // Figures in full width end in a byte that is none.
        return end - before == 4 || before > 0 && base[before - 1] >= 0x80
    }

    /// Ends like 合計 and 総数, or begins like 注, 出典, 資料, 備考, （ and ＊.
    @inline(__always)
    private func mayBeAside(_ base: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        func letter(_ position: Int) -> UInt32 {
            UInt32(base[position]) << 16 | UInt32(base[position + 1]) << 8 | UInt32(base[position + 2])
        }
        if count <= 12, letter(count - 3) == 0xE8A888 || letter(count - 3) == 0xE695B0 { return true }
        switch letter(0) {
        case 0xE6B3A8, 0xE587BA, 0xE8B387, 0xE58299, 0xEFBC88, 0xEFBC8A: return true
        default: return false
        }
    }

    @inline(__always)
    private func isWideSpace(_ base: UnsafePointer<UInt8>) -> Bool {
        base[0] == 0xE3 && base[1] == 0x80 && base[2] == 0x80
    }

    @inline(__always)
    private func isWideSpaceAt(_ base: UnsafePointer<UInt8>, _ position: Int, _ count: Int) -> Bool {
        position + 3 <= count && isWideSpace(base + position)
    }

    private mutating func isCode(
        _ bytes: UnsafeBufferPointer<UInt8>, _ base: UnsafePointer<UInt8>, _ count: Int, _ column: Int
    ) -> Bool {
        guard count == 6 else { return false }
        let packed = Self.packed(base)
        if packed == lastCodes[column] { return true }
        guard CheckDigit.localGovernment.holds(bytes) else { return false }
        let prefecture = Int(base[0] - 0x30) * 10 + Int(base[1] - 0x30)
        guard (1...47).contains(prefecture) else { return false }
        lastCodes[column] = packed
        return true
    }

    /// Six bytes in one word.
    @inline(__always)
    static func packed(_ base: UnsafePointer<UInt8>) -> UInt64 {
        var word: UInt64 = 0
        for position in 0..<6 { word = word << 8 | UInt64(base[position]) }
        return word
    }

    private func isNumber(_ base: UnsafePointer<UInt8>, _ count: Int, allowsPoint: Bool) -> Bool {
        guard count <= 9 else { return false }
        var position = allowsPoint && base[0] == 0x2D ? 1 : 0
        guard position < count, isFigure(base[position]) else { return false }
        var hasPoint = false
        while position < count {
            if base[position] == 0x2E {
                guard allowsPoint, !hasPoint, position + 1 < count else { return false }
                hasPoint = true
            } else if !isFigure(base[position]) {
                return false
            }
            position += 1
        }
        return true
    }

    private func isDegrees(_ base: UnsafePointer<UInt8>, _ count: Int, whole: Int, _ range: ClosedRange<Int>) -> Bool {
        guard count > whole + 1, count <= 16, base[whole] == 0x2E else { return false }
        var degrees = 0
        for position in 0..<whole {
            guard isFigure(base[position]) else { return false }
            degrees = degrees * 10 + Int(base[position] - 0x30)
        }
        guard range.contains(degrees) else { return false }
        for position in (whole + 1)..<count where !isFigure(base[position]) { return false }
        // Eleven figures in a row could be those of a telephone number: their form is looked at, not what they say.
        return count - whole - 1 <= 12
    }

    private func isTime(_ base: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        guard count == 5, base[2] == 0x3A, isFigure(base[0]), isFigure(base[1]), isFigure(base[3]), isFigure(base[4])
        else {
            return false
        }
        return base[0] <= 0x32 && base[3] <= 0x35
    }

    private func isDate(_ base: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        guard count == 10, base[4] == 0x2D, base[7] == 0x2D else { return false }
        for position in [0, 1, 2, 3, 5, 6, 8, 9] where !isFigure(base[position]) { return false }
        let month = (base[5] - 0x30) * 10 + (base[6] - 0x30)
        let day = (base[8] - 0x30) * 10 + (base[9] - 0x30)
        return month >= 1 && month <= 12 && day >= 1 && day <= 28 && base[0] >= 0x31
    }

    /// 0, ten figures and two hyphens.
    private func isPhone(_ base: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        guard count == 12, base[0] == 0x30, base[count - 1] != 0x2D else { return false }
        var hyphens = 0
        for position in 1..<count where !isFigure(base[position]) {
            guard base[position] == 0x2D, base[position - 1] != 0x2D else { return false }
            hyphens += 1
        }
        return hyphens == 2
    }

    private func isPostalCode(_ base: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        guard count == 8, base[3] == 0x2D else { return false }
        for position in [0, 1, 2, 4, 5, 6, 7] where !isFigure(base[position]) { return false }
        return true
    }

    private func isTownID(_ base: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        guard count == 7 || count == 8 && base[4] == 0x2D else { return false }
        for position in 0..<count where !(count == 8 && position == 4) && !isFigure(base[position]) { return false }
        return true
    }

    private func isYes(_ base: UnsafePointer<UInt8>) -> Bool { base[0] == 0xE6 && base[1] == 0x9C && base[2] == 0x89 }
    private func isNo(_ base: UnsafePointer<UInt8>) -> Bool { base[0] == 0xE7 && base[1] == 0x84 && base[2] == 0xA1 }

    private func isURL(_ base: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        guard count > 8, base[0] == 0x68, base[1] == 0x74, base[2] == 0x74, base[3] == 0x70 else { return false }
        let colon = base[4] == 0x73 ? 5 : 4
        guard base[colon] == 0x3A, base[colon + 1] == 0x2F, base[colon + 2] == 0x2F else { return false }
        var figures = 0
        for position in 0..<count {
            let byte = base[position]
            guard byte > 0x20, byte < 0x7F else { return false }
            if isFigure(byte) {
                figures += 1
                if figures > 10 { return false }
            } else if byte == 0x2F || byte == 0x3A || byte == 0x5F {
                if !mayEndFour(base, position) { figures = 0 }
            } else if byte != 0x2D, byte != 0x2E, byte != 0x28, byte != 0x29 {
                figures = 0
            }
        }
        return true
    }

    private func hasSeparator(_ base: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        var position = 0
        while position < count {
            switch base[position] {
            case 0x2C, 0x2F: return true
            case 0xE3 where position + 2 < count && base[position + 1] == 0x80 && base[position + 2] == 0x81:
                return true
            case 0xEF: return true
            default: position += 1
            }
        }
        return false
    }
}
