import CXlsxWriter
import Foundation
import Japanese

extension Workbook {
    /// The workbook as an .xlsx file.
    ///
    /// - Parameter folder: where the file is built before it is read back; `nil` takes the system's temporary folder. What
    ///   was built there is removed in any case.
    /// - Throws: what Excel would refuse or change without asking, before anything is written.
    public func bytes(temporaryFolder folder: String? = nil) throws(WorkbookRefusal) -> [UInt8] {
        try check()
        let parent = folder.map { URL(fileURLWithPath: $0) } ?? FileManager.default.temporaryDirectory
        let place = parent.appendingPathComponent("workbook-" + UUID().uuidString)
        do {
            // Nobody else may look in: the cells may be personal data.
            try FileManager.default.createDirectory(
                at: place, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .folderNotWritable(path: parent.path)
        }
        defer { try? FileManager.default.removeItem(at: place) }
        let path = place.appendingPathComponent("book.xlsx").path
        try write(to: path, temporaryFolder: place.path)
        try VeryHiddenSheets.mark(in: self, path: path)
        do {
            return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw .notWritten(reason: error.localizedDescription)
        }
    }

    private func write(to path: String, temporaryFolder: String) throws(WorkbookRefusal) {
        let strings = CStrings()
        var options = lxw_workbook_options(constant_memory: 0, tmpdir: strings.pointer(temporaryFolder), use_zip64: 0)
        guard let book = workbook_new_opt(path, &options) else { throw .notWritten(reason: "lxw_workbook_new") }
        let formats = FormatTable(book: book, standard: self)
        setProperties(book, strings)
        var fault: WorkbookRefusal?
        do throws(WorkbookRefusal) {
            for sheet in sheets {
                guard let worksheet = workbook_add_worksheet(book, sheet.name) else {
                    throw .badSheetName(sheet.name, .forbiddenCharacter)
                }
                try SheetWriting(sheet: sheet, worksheet: worksheet, formats: formats, strings: strings).run()
            }
            for defined in definedNames {
                let target = "=" + Formula.sheetPrefix(defined.sheet) + defined.range.absolute
                guard workbook_define_name(book, defined.name, target) == LXW_NO_ERROR else {
                    throw .badDefinedName(defined.name)
                }
            }
        } catch {
            fault = error
        }
        // Closing also frees, so it is done after a fault too.
        let result = workbook_close(book)
        if let fault { throw fault }
        guard result == LXW_NO_ERROR else { throw .notWritten(reason: String(cString: lxw_strerror(result))) }
    }

    private func setProperties(_ book: UnsafeMutablePointer<lxw_workbook>, _ strings: CStrings) {
        var properties = lxw_doc_properties()
        if !title.isEmpty { properties.title = strings.pointer(title) }
        if !author.isEmpty { properties.author = strings.pointer(author) }
        // 0 would stand for the present moment.
        let seconds = Int(createdAt.milliseconds / 1000)
        properties.created = seconds == 0 ? 1 : seconds
        workbook_set_properties(book, &properties)
    }
}

/// C strings that live as long as this object: the writer copies them.
final class CStrings {
    private var pointers: [UnsafeMutablePointer<CChar>] = []

    func pointer(_ text: String) -> UnsafeMutablePointer<CChar>? {
        guard let pointer = strdup(text) else { return nil }
        pointers.append(pointer)
        return pointer
    }

    deinit {
        for pointer in pointers { free(pointer) }
    }
}
