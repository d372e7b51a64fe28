import Foundation

extension SyntheticWard {
    /// Writes the records of one file, a few megabytes at a time.
    final class RecordWriter {
        let sheet: Sheet
        let encoder: SourceEncoder
        private(set) var count = 0
        private var buffer: [UInt8] = []
        private let handle: FileHandle
        private static let bufferBytes = 4 << 20

        /// Makes the file, with its heading.
        init(_ sheet: Sheet, encoder: SourceEncoder, in folder: URL) throws {
            self.sheet = sheet
            self.encoder = encoder
            let url = folder.appendingPathComponent(sheet.path)
            guard FileManager.default.createFile(atPath: url.path, contents: nil) else {
                throw WriteRefusal.file(sheet.path)
            }
            handle = try FileHandle(forWritingTo: url)
            buffer.reserveCapacity(RecordWriter.bufferBytes + (1 << 16))
            if !sheet.isFixed {
                // A mark of the byte order where the system writes one.
                if sheet.system == .kaigo { buffer += [0xFF, 0xFE] }
                if sheet.system == .shugaku { buffer += [0xEF, 0xBB, 0xBF] }
                appendLine(sheet.columns.map { .text($0.name) }, nil)
            }
        }

        func write(_ cells: [Cell], broken: Break? = nil) throws {
            if sheet.isFixed { try appendFixed(cells, broken) } else { appendLine(cells, broken) }
            count += 1
            if buffer.count >= RecordWriter.bufferBytes { try flush() }
        }

        /// Bytes after the last record that are no record (FM1).
        func writeFragment(_ bytes: Int) {
            buffer.append(contentsOf: Array(repeating: encoder.blank, count: bytes))
        }

        func close() throws {
            try flush()
            try handle.close()
        }

        private func flush() throws {
            try handle.write(contentsOf: buffer)
            buffer.removeAll(keepingCapacity: true)
        }

        // MARK: fixed length

        private func appendFixed(_ cells: [Cell], _ broken: Break?) throws {
            let start = buffer.count
            for (cell, column) in zip(cells, sheet.columns) {
                let fieldStart = buffer.count
                append(cell, column)
                guard buffer.count - fieldStart <= column.bytes else {
                    throw WriteRefusal.tooLong(file: sheet.path, column: column.name)
                }
                pad(column, to: fieldStart + column.bytes)
            }
            guard case .fixed(let terminator) = sheet.shape else { return }
            if broken != nil { buffer.removeLast(min(9, buffer.count - start)) }
            buffer.append(contentsOf: terminator)
        }

        private func append(_ cell: Cell, _ column: Column) {
            switch (cell, column.form) {
            case (.number(let value), .zoned): encoder.appendZoned(value, width: column.bytes, to: &buffer)
            case (.number(let value), .packed): encoder.appendPacked(value, width: column.bytes, to: &buffer)
            case (.twin(let text), .kanji): encoder.appendDoubles(text, usesTwin: true, to: &buffer)
            case (_, .kanji): encoder.appendDoubles(cell.text, to: &buffer)
            case (.twin(let text), _): encoder.append(text, usesTwin: true, to: &buffer)
            case (.broken(let text), _): encoder.append(text, isCut: true, to: &buffer)
            default: encoder.append(cell.text, to: &buffer)
            }
        }

        private func pad(_ column: Column, to end: Int) {
            guard buffer.count < end else { return }
            guard column.form == .kanji else {
                buffer.append(contentsOf: repeatElement(encoder.blank, count: end - buffer.count))
                return
            }
            while buffer.count + 1 < end {
                buffer.append(UInt8(truncatingIfNeeded: encoder.doubleBlank >> 8))
                buffer.append(UInt8(truncatingIfNeeded: encoder.doubleBlank))
            }
        }

        // MARK: delimited

        private func appendLine(_ cells: [Cell], _ broken: Break?) {
            var delimiter: UInt8 = 0x2C
            var isQuoted = false
            switch sheet.shape {
            case .csv(let quotes): isQuoted = quotes
            case .tsv: delimiter = 0x09
            case .fixed: break
            }
            let cells = broken == .missingColumn ? Array(cells.dropLast()) : cells
            for (place, cell) in cells.enumerated() {
                if place > 0 { put(delimiter) }
                if isQuoted { put(0x22) }
                append(cell, isQuoted: isQuoted)
                if broken == .nul, place == 1 { put(0) }
                if isQuoted, !(broken == .openQuote && place == cells.count - 1) { put(0x22) }
            }
            if broken == .extraColumn {
                put(delimiter)
                if isQuoted { [0x22, 0x22].forEach(put) }
            }
            if sheet.system != .nenkin, sheet.system != .shugaku { put(0x0D) }
            put(0x0A)
        }

        private func append(_ cell: Cell, isQuoted: Bool) {
            switch cell {
            case .twin(let text): encoder.append(text, usesTwin: true, to: &buffer)
            case .broken(let text):
                encoder.append(text, to: &buffer)
                // A lead byte alone, a byte that begins nothing, half of a pair.
                switch encoder.form {
                case .utf8: buffer.append(0xFF)
                case .utf16LE: buffer += [0x00, 0xD8]
                case .windows, .mainframe: buffer.append(0x81)
                }
            case .text, .number:
                let text = cell.text
                encoder.append(
                    isQuoted && text.utf8.contains(0x22) ? text.replacing("\"", with: "\"\"") : text, to: &buffer)
            }
        }

        private func put(_ byte: UInt8) {
            buffer.append(byte)
            if case .utf16LE = encoder.form { buffer.append(0) }
        }
    }
}
