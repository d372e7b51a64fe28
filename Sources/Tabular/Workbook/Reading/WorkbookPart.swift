/// The list of sheets and names (`xl/workbook.xml`, wherever it lies).
final class WorkbookPart: XMLPart {
    struct SheetEntry {
        let name: String
        let relationship: String
        let visibility: Sheet.Visibility
    }

    struct NameEntry {
        let name: String
        /// In the order of all sheets.
        let sheetIndex: Int?
        var target = ""
    }

    private(set) var root = ""
    private(set) var sheets: [SheetEntry] = []
    private(set) var names: [NameEntry] = []
    private(set) var dateSystem = DateSystem.from1900
    private let limits: WorkbookLimits

    init(name: String, limits: WorkbookLimits) {
        self.limits = limits
        super.init(name: name)
    }

    override func start(_ element: XMLName, _ attributes: XMLAttributes) throws(WorkbookRefusal) {
        if depth == 1 {
            root = element.text
            if let other = WorkbookPart.otherDocument(root) { throw other }
        }
        switch element {
        case "workbookPr": if attributes.isTrue("date1904") { dateSystem = .from1904 }
        case "sheet": try readSheet(attributes)
        case "definedName":
            guard let name = attributes.text("name") else { throw invalid("definedName") }
            guard names.count < limits.itemsMax else {
                throw .tooMany(what: "名前の定義", part: self.name, max: limits.itemsMax)
            }
            names.append(NameEntry(name: decoded(name), sheetIndex: attributes.number("localSheetId")))
            collect()
        default: break
        }
    }

    override func end(_ element: XMLName) throws(WorkbookRefusal) {
        guard element == "definedName", isCollecting else { return }
        isCollecting = false
        names[names.count - 1].target = XMLText.unescaped(collected)
    }

    private func readSheet(_ attributes: XMLAttributes) throws(WorkbookRefusal) {
        guard let name = attributes.text("name"), let relationship = attributes.prefixed("id") else {
            throw invalid("sheet")
        }
        guard sheets.count < limits.sheetsMax else { throw .tooManySheets(sheets.count + 1, max: limits.sheetsMax) }
        let state = attributes.text("state").flatMap { Sheet.Visibility(rawValue: $0) } ?? .visible
        sheets.append(
            SheetEntry(
                name: decoded(name), relationship: String(decoding: relationship, as: UTF8.self), visibility: state))
    }

    private func decoded(_ text: String) -> String {
        XMLText.unescaped(Array(text.utf8))
    }

    /// The main parts of the other programs' files.
    private static func otherDocument(_ root: String) -> WorkbookRefusal? {
        switch root {
        case "workbook": nil
        case "document": .wordDocument
        case "presentation": .presentation
        default: .otherArchive
        }
    }
}
