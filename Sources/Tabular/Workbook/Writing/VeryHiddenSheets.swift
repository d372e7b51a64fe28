import CZip

/// The writer knows only 「非表示」; sheets that only a program may bring back are marked in the finished file.
enum VeryHiddenSheets {
    static func mark(in book: Workbook, path: String) throws(WorkbookRefusal) {
        let numbers = zip(1..., book.sheets).filter { $0.1.visibility == .veryHidden }.map(\.0)
        guard !numbers.isEmpty else { return }
        var code: Int32 = 0
        guard let archive = zip_open(path, 0, &code) else { throw .notWritten(reason: "zip_open \(code)") }
        do throws(WorkbookRefusal) {
            let index = zip_name_locate(archive, part, 0)
            guard index >= 0 else { throw .notWritten(reason: part) }
            let content = try marked(read(archive, UInt64(index)), numbers)
            let fault = content.withUnsafeBytes { replace(archive, UInt64(index), $0) }
            if let fault { throw fault }
        } catch {
            zip_discard(archive)
            throw error
        }
    }

    /// The archive reads the bytes when it is closed, so it is closed while they are kept.
    private static func replace(
        _ archive: OpaquePointer, _ index: UInt64, _ bytes: UnsafeRawBufferPointer
    ) -> WorkbookRefusal? {
        guard let source = zip_source_buffer(archive, bytes.baseAddress, UInt64(bytes.count), 0) else {
            return .notWritten(reason: "zip_source_buffer")
        }
        guard zip_file_replace(archive, index, source, 0) == 0 else {
            zip_source_free(source)
            return .notWritten(reason: "zip_file_replace")
        }
        zip_file_set_dostime(archive, index, 0, firstDosDay, 0)
        return zip_close(archive) == 0 ? nil : .notWritten(reason: "zip_close")
    }

    private static let part = "xl/workbook.xml"
    /// 1980-01-01, as the other entries have it.
    private static let firstDosDay: UInt16 = 0x0021

    private static func read(_ archive: OpaquePointer, _ index: UInt64) throws(WorkbookRefusal) -> [UInt8] {
        var status = zip_stat_t()
        guard zip_stat_index(archive, index, 0, &status) == 0, let file = zip_fopen_index(archive, index, 0) else {
            throw .notWritten(reason: part)
        }
        defer { zip_fclose(file) }
        var bytes = [UInt8](repeating: 0, count: Int(status.size))
        let count = zip_fread(file, &bytes, UInt64(bytes.count))
        guard count == bytes.count else { throw .notWritten(reason: part) }
        return bytes
    }

    /// Sheets are numbered in their order by the writer.
    private static func marked(_ bytes: [UInt8], _ numbers: [Int]) -> [UInt8] {
        var text = String(decoding: bytes, as: UTF8.self)
        for number in numbers {
            text.replace("sheetId=\"\(number)\" state=\"hidden\"", with: "sheetId=\"\(number)\" state=\"veryHidden\"")
        }
        return Array(text.utf8)
    }
}
