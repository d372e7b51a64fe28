import Japanese

extension SyntheticWard {
    /// Writes text in the character set of one system: the inverse of the project's readers.
    ///
    /// A character for which the set has no code is written as a 外字 of the system. Each system has its own order of 外字: the same
    /// code is another character next door.
    final class SourceEncoder {
        enum Form {
            case utf8, utf16LE, windows
            case mainframe(shiftOut: [UInt8], shiftIn: [UInt8])
        }

        /// A character that the system keeps as a 外字 of its own.
        struct OwnGlyph {
            let code: UInt16
            /// The character, with its variation selector.
            let glyph: String
        }

        let form: Form
        /// 外字 that somebody identified, in the order of their codes.
        private(set) var ownGlyphs: [OwnGlyph] = []
        /// A code of the user area that nobody identified, from 0.
        private(set) var unknownCodes: [UInt16] = []
        /// By scalar of the basic plane: the code of two bytes; 0 where there is none.
        private var doubles = [UInt16](repeating: 0, count: 65_536)
        /// By scalar of the basic plane: the byte; 0xFFFF where there is none.
        private var singles = [UInt16](repeating: 0xFFFF, count: 65_536)
        /// Second codes of characters (NM4), by scalar.
        private var twins: [UInt32: UInt16] = [:]
        private var own: [String: UInt16] = [:]
        let blank: UInt8
        /// A blank of two bytes.
        let doubleBlank: UInt16

        /// - Parameter rotation: where in the list of 外字 the system begins.
        init(_ set: SourceCharacterSet, rotation: Int) {
            var table: DoubleByteTable?
            switch set {
            case .utf8: form = .utf8
            case .utf16LE, .utf16BE: form = .utf16LE
            case .cp932:
                form = .windows
                table = WindowsCharacterSet.table
                for byte in 0..<0x80 { singles[byte] = UInt16(byte) }
                for byte in 0xA1...0xDF { singles[0xFEC0 + byte] = UInt16(byte) }
            case .mainframe(let set):
                form = .mainframe(shiftOut: set.shiftOut.first ?? [], shiftIn: set.shiftIn.first ?? [])
                table = set.table
                for (scalar, byte) in set.single.bytes() where scalar.value < 65_536 {
                    singles[Int(scalar.value)] = UInt16(byte)
                }
            }
            if let table {
                for (scalar, code) in table.codes() where scalar.value < 65_536 {
                    doubles[Int(scalar.value)] = UInt16(code)
                }
                for code in 0..<65_536 where table.kind(of: code) == .twin {
                    if let scalar = table.scalar(code), twins[scalar.value] == nil {
                        twins[scalar.value] = UInt16(code)
                    }
                }
            }
            // Cells that Windows and JIS X 0208 name differently: － ― ～ ∥.
            for (scalar, same) in [(0xFF0D, 0x2212), (0x2015, 0x2014), (0xFF5E, 0x301C), (0x2225, 0x2016)]
            where doubles[scalar] == 0 {
                doubles[scalar] = doubles[same]
            }
            blank = singles[0x20] == 0xFFFF ? 0x20 : UInt8(truncatingIfNeeded: singles[0x20])
            doubleBlank = doubles[0x3000]
            assignOwnGlyphs(rotation: rotation)
        }

        private func assignOwnGlyphs(rotation: Int) {
            let all = OddNames.glyphs
            let missing = (all.indices.map { all[($0 + rotation) % all.count] }).filter { !has($0) }
            switch form {
            case .utf8, .utf16LE: unknownCodes = (0..<8).map { UInt16(0xE700 + $0) }
            case .windows, .mainframe:
                for (number, glyph) in missing.enumerated() {
                    let code = doubles[0xE000 + number]
                    own[glyph] = code
                    ownGlyphs.append(OwnGlyph(code: code, glyph: glyph))
                }
                unknownCodes = (0..<8).map { doubles[0xE000 + 300 + $0] }
            }
        }

        private func has(_ glyph: String) -> Bool {
            let scalars = Array(glyph.unicodeScalars)
            switch form {
            case .utf8, .utf16LE: return true
            case .windows, .mainframe:
                return scalars.count == 1 && scalars[0].value < 65_536 && doubles[Int(scalars[0].value)] != 0
            }
        }

        /// The private scalar of a 外字 that nobody identified.
        func unknownScalar(_ number: Int) -> Unicode.Scalar {
            switch form {
            case .utf8, .utf16LE: Unicode.Scalar(unknownCodes[number % 8]) ?? "\u{E700}"
            case .windows, .mainframe: Unicode.Scalar(UInt32(0xE000 + 300 + number % 8)) ?? "\u{E000}"
            }
        }

        /// Whether a text has a character with a second code.
        func hasTwin(_ text: String) -> Bool {
            text.unicodeScalars.contains { twins[$0.value] != nil && $0.value > 0x3400 }
        }

        // MARK: codes

        /// The code of two bytes of a character, which may stand with a selector.
        private func double(_ scalar: Unicode.Scalar, selector: Unicode.Scalar?, usesTwin: Bool) -> UInt16 {
            if selector != nil || scalar.value > 0xFFFF { return ownCode(scalar, selector) }
            if usesTwin, let twin = twins[scalar.value] { return twin }
            let code = doubles[Int(scalar.value)]
            return code == 0 ? ownCode(scalar, nil) : code
        }

        private func ownCode(_ scalar: Unicode.Scalar, _ selector: Unicode.Scalar?) -> UInt16 {
            let glyph = String(scalar) + (selector.map { String($0) } ?? "")
            // A character that is in no list of names: 〓, as printers show it.
            return own[glyph] ?? doubles[0x3013]
        }

        // MARK: writing

        /// Appends a text as it stands in a field of mixed width.
        /// - Parameter isCut: leaves out what goes back to one byte at the end (FM1).
        func append(_ text: String, usesTwin: Bool = false, isCut: Bool = false, to bytes: inout [UInt8]) {
            switch form {
            case .utf8: bytes.append(contentsOf: text.utf8)
            case .utf16LE:
                for unit in text.utf16 {
                    bytes.append(UInt8(truncatingIfNeeded: unit))
                    bytes.append(UInt8(truncatingIfNeeded: unit >> 8))
                }
            case .windows: appendMixed(text, usesTwin: usesTwin, out: [], back: [], to: &bytes)
            case .mainframe(let shiftOut, let shiftIn):
                appendMixed(text, usesTwin: usesTwin, out: shiftOut, back: isCut ? [] : shiftIn, to: &bytes)
            }
        }

        private func appendMixed(_ text: String, usesTwin: Bool, out: [UInt8], back: [UInt8], to bytes: inout [UInt8]) {
            var isDouble = false
            for (scalar, selector) in Glyphs(text) {
                let single = scalar.value < 65_536 ? singles[Int(scalar.value)] : 0xFFFF
                if single != 0xFFFF {
                    if isDouble { bytes.append(contentsOf: back) }
                    isDouble = false
                    bytes.append(UInt8(truncatingIfNeeded: single))
                } else {
                    if !isDouble { bytes.append(contentsOf: out) }
                    isDouble = true
                    put(double(scalar, selector: selector, usesTwin: usesTwin), to: &bytes)
                }
            }
            if isDouble { bytes.append(contentsOf: back) }
        }

        /// Appends codes of two bytes only.
        func appendDoubles(_ text: String, usesTwin: Bool = false, to bytes: inout [UInt8]) {
            for (scalar, selector) in Glyphs(text) {
                put(double(scalar, selector: selector, usesTwin: usesTwin), to: &bytes)
            }
        }

        /// Characters with the variation selector that follows them.
        private struct Glyphs: Sequence, IteratorProtocol {
            private var scalars: String.UnicodeScalarView.Iterator
            private var waiting: Unicode.Scalar?

            init(_ text: String) {
                scalars = text.unicodeScalars.makeIterator()
                waiting = scalars.next()
            }

            mutating func next() -> (scalar: Unicode.Scalar, selector: Unicode.Scalar?)? {
                guard let scalar = waiting else { return nil }
                waiting = scalars.next()
                guard let selector = waiting, NameGlyphs.isSelector(selector) else { return (scalar, nil) }
                waiting = scalars.next()
                return (scalar, selector)
            }
        }

        private func put(_ code: UInt16, to bytes: inout [UInt8]) {
            bytes.append(UInt8(truncatingIfNeeded: code >> 8))
            bytes.append(UInt8(truncatingIfNeeded: code))
        }

        // MARK: figures

        /// A figure to a byte, the sign in the zone of the last (ゾーン10進数).
        func appendZoned(_ value: Int, width: Int, to bytes: inout [UInt8]) {
            let isEBCDIC = blank == 0x40
            let figures = Array(padded(abs(value), to: width).utf8)
            for (place, figure) in figures.enumerated() {
                let isLast = place == figures.count - 1
                let zone: UInt8 =
                    isEBCDIC ? (isLast && value < 0 ? 0xD0 : 0xF0) : (isLast && value < 0 ? 0x70 : 0x30)
                bytes.append(zone | figure & 0xF)
            }
        }

        /// Two figures to a byte, the sign in the last half (パック10進数).
        func appendPacked(_ value: Int, width: Int, to bytes: inout [UInt8]) {
            let figures = Array(padded(abs(value), to: width * 2 - 1).utf8).map { $0 & 0xF } + [value < 0 ? 0xD : 0xC]
            for place in stride(from: 0, to: figures.count, by: 2) {
                bytes.append(figures[place] << 4 | figures[place + 1])
            }
        }
    }
}
