/// What a number format makes of numbers.
struct ReadFormat {
    var kind = NumberFormatKind.number
    var mask: FigureMask?
}

/// What the number formats of the cell styles make of numbers (`xl/styles.xml`, wherever it lies).
final class StylesPart: XMLPart {
    private var codes: [Int: ReadFormat] = [:]
    private var formats: [Int] = []
    private var isInNumberFormats = false
    private var isInCellFormats = false
    private let itemsMax: Int

    init(name: String, itemsMax: Int) {
        self.itemsMax = itemsMax
        super.init(name: name)
    }

    /// By the number that cells name in their attribute `s`.
    var cellFormats: [ReadFormat] {
        formats.map { codes[$0] ?? ReadFormat(kind: NumberFormatKind(builtIn: $0)) }
    }

    override func start(_ element: XMLName, _ attributes: XMLAttributes) throws(WorkbookRefusal) {
        switch element {
        case "numFmts": isInNumberFormats = true
        // Conditional formats have number formats of their own, with numbers of their own.
        case "numFmt" where isInNumberFormats:
            guard let identifier = attributes.number("numFmtId"), let code = attributes.text("formatCode") else {
                return
            }
            guard codes.count < itemsMax else { throw .tooMany(what: "表示形式", part: name, max: itemsMax) }
            let kind = NumberFormatKind(code: code)
            codes[identifier] = ReadFormat(kind: kind, mask: kind == .number ? FigureMask(code: code) : nil)
        case "cellXfs": isInCellFormats = true
        case "xf" where isInCellFormats:
            guard formats.count < itemsMax else { throw .tooMany(what: "書式", part: name, max: itemsMax) }
            formats.append(attributes.number("numFmtId") ?? 0)
        default: break
        }
    }

    override func end(_ element: XMLName) throws(WorkbookRefusal) {
        switch element {
        case "numFmts": isInNumberFormats = false
        case "cellXfs": isInCellFormats = false
        default: break
        }
    }
}
