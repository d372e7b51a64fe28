import Japanese

/// Checks a converted value against its item of the target layout. Values are never cut.
package struct TargetCheck: Sendable {
    package let item: Item
    private let unit: LengthUnit
    private let codes: Set<String>?

    package init(_ item: Item, in layout: RecordLayout) {
        self.item = item
        unit = layout.lengthUnit
        let list = item.codeList.flatMap(layout.codeList)
        codes = list.flatMap { list in list.isOpen ? nil : Set(list.codes.map(\.value)) }
    }

    /// Why a value cannot stand in the item; `nil` when it can. Empty values pass: whether they may be empty is asked elsewhere.
    package func refusal(_ bytes: UnsafeBufferPointer<UInt8>) -> Reason? {
        if bytes.isEmpty { return nil }
        if !fitsType(bytes) {
            // A number with a fraction where whole ones stand is a matter of numbers, not of characters.
            let isNumber = [.integer, .signed].contains(item.type) && fitsDecimal(bytes)
            return isNumber ? .notNumber : .wrongType
        }
        if let codes, !codes.contains(String(decoding: bytes, as: UTF8.self)) { return .codeUnknown }
        guard let length = item.length else { return nil }
        if [.integer, .signed, .decimal].contains(item.type) {
            let figures = bytes.count { (0x30...0x39).contains($0) }
            return figures > length ? .tooLong : nil
        }
        // No unit counts more than bytes.
        if bytes.count <= length { return nil }
        return TargetCheck.length(bytes, unit) > length ? .tooLong : nil
    }

    /// Whether a value that fits is too long when selectors or marks are counted in another way.
    func dependsOnUnit(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let length = item.length, bytes.count > length, [.fullWidth, .halfWidth, .any].contains(item.type) else {
            return false
        }
        return TargetCheck.length(bytes, .scalars) > length
    }

    package static func length(_ bytes: UnsafeBufferPointer<UInt8>, _ unit: LengthUnit) -> Int {
        switch unit {
        case .bytes: return bytes.count
        case .scalars: return bytes.count { $0 & 0xC0 != 0x80 }
        case .scalarsWithoutSelectors:
            return String(decoding: bytes, as: UTF8.self).unicodeScalars.count { !$0.isVariationSelector }
        case .graphemes: return String(decoding: bytes, as: UTF8.self).count
        }
    }

    private func fitsType(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        switch item.type {
        case .any, .image: true
        case .halfWidth: bytes.allSatisfy { (0x20...0x7E).contains($0) }
        case .fullWidth: isFullWidth(bytes)
        case .integer: bytes.allSatisfy(isFigure)
        case .signed:
            bytes.allSatisfy(isFigure) || bytes.count > 1 && bytes[0] == 0x2D && bytes.dropFirst().allSatisfy(isFigure)
        case .decimal: fitsDecimal(bytes)
        case .year: bytes.count == 4 && bytes.allSatisfy(isFigure)
        case .date: RecordDate.isCanonical(bytes)
        case .time: isTime(bytes)
        }
    }

    private func isFigure(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// Neither ASCII nor half-width katakana (U+FF61–FF9F).
    private func isFullWidth(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var offset = 0
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte < 0x80 { return false }
            if byte == 0xEF, offset + 2 < bytes.count {
                let pair = (bytes[offset + 1], bytes[offset + 2])
                if pair.0 == 0xBD && pair.1 >= 0xA1 || pair.0 == 0xBE && pair.1 <= 0x9F { return false }
            }
            offset += byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
        }
        return true
    }

    private func fitsDecimal(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let unsigned = bytes.first == 0x2D ? bytes.dropFirst() : bytes[...]
        let parts = unsigned.split(separator: 0x2E, omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isFigure) }) else { return false }
        return parts.count < 2 || item.decimals.map { parts[1].count <= $0 } ?? true
    }

    private func isTime(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count == 5 || bytes.count == 8 else { return false }
        func pair(_ start: Int, max: Int) -> Bool {
            guard isFigure(bytes[start]), isFigure(bytes[start + 1]) else { return false }
            return Int(bytes[start] - 0x30) * 10 + Int(bytes[start + 1] - 0x30) <= max
        }
        return pair(0, max: 23) && bytes[2] == 0x3A && pair(3, max: 59)
            && (bytes.count == 5 || bytes[5] == 0x3A && pair(6, max: 59))
    }
}

extension RecordDate {
    /// `YYYY-MM-DD` of a day there is, or one of the two open ends.
    fileprivate static func isCanonical(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return false }
        return switch RecordDate(reading: bytes) {
        case .day, .openStart, .openEnd: true
        default: false
        }
    }
}
