import Foundation
import Ward

/// A page of a form: what is drawn, and the boxes into which text goes. Places are tenths of a millimetre from the upper left
/// corner, sizes of letters tenths of a point.
public struct FormSheet: Sendable {
    /// A place for text.
    public struct Box: Sendable {
        public var id: String
        public var x: Int
        public var y: Int
        public var width: Int
        public var height: Int
        public var text: String
        /// The size wanted, and the smallest that may be read: text that is too long shrinks and wraps between them.
        public var size = 110
        public var sizeMin = 60
        /// So many cells of one character each.
        public var comb: Int?

        public init(
            id: String, x: Int, y: Int, width: Int, height: Int, text: String, size: Int = 110, sizeMin: Int = 60,
            comb: Int? = nil
        ) {
            self.id = id
            self.x = x
            self.y = y
            self.width = width
            self.height = height
            self.text = text
            self.size = size
            self.sizeMin = sizeMin
            self.comb = comb
        }
    }

    /// Printed as it stands.
    public struct Label: Sendable {
        public let x: Int
        public let y: Int
        public let width: Int
        public let height: Int
        public let text: String
        public let size: Int
        public let isCentred: Bool

        public init(x: Int, y: Int, width: Int, height: Int, text: String, size: Int, isCentred: Bool = false) {
            self.x = x
            self.y = y
            self.width = width
            self.height = height
            self.text = text
            self.size = size
            self.isCentred = isCentred
        }
    }

    public var width = 2100
    public var height = 2970
    /// A section's own form, and which of its pages lies under this one, from 1.
    public var background: (pdf: [UInt8], page: Int)?
    /// Horizontal and vertical lines: x and y of both ends.
    public var lines: [[Int]] = []
    public var labels: [Label] = []
    public var boxes: [Box] = []

    public init() {}
}

/// What became of the text of one box.
public struct FormBoxReport: Hashable, Sendable {
    public let id: String
    public let size: Int
    /// Characters the font lacks: 〓 stands in their place, and the box is marked for handwriting.
    public let missing: [String]
    /// Otherwise 「別紙のとおり」 stands in the box, and the text belongs on the cover sheet.
    public let fits: Bool
}

/// Prints forms: a value of functions with a live and a test form. Text is page content in an embedded TrueType subset, so
/// that it can be extracted; it is laid over the section's own PDF, whose bytes are not touched.
public struct FormPrinter: Sendable {
    public let print:
        @Sendable (_ title: String, _ sheets: [FormSheet]) async throws(PrintingError) -> (
            pdf: [UInt8], boxes: [FormBoxReport]
        )

    /// One file after the other.
    public let join: @Sendable (_ first: [UInt8], _ second: [UInt8]) async throws(PrintingError) -> [UInt8]

    /// How many pages a PDF has; fails when it is none, or is locked.
    public let pages: @Sendable (_ pdf: [UInt8]) async throws(PrintingError) -> Int

    public init(
        print:
            @escaping @Sendable (_ title: String, _ sheets: [FormSheet]) async throws(PrintingError) -> (
                pdf: [UInt8], boxes: [FormBoxReport]
            ),
        join: @escaping @Sendable (_ first: [UInt8], _ second: [UInt8]) async throws(PrintingError) -> [UInt8],
        pages: @escaping @Sendable (_ pdf: [UInt8]) async throws(PrintingError) -> Int
    ) {
        self.print = { title, sheets async throws(PrintingError) in
            try await HandlerTime.standingStill { () async throws(PrintingError) in try await print(title, sheets) }
        }
        self.pages = { pdf async throws(PrintingError) in
            try await HandlerTime.standingStill { () async throws(PrintingError) in try await pages(pdf) }
        }
        self.join = { first, second async throws(PrintingError) in
            try await HandlerTime.standingStill { () async throws(PrintingError) in try await join(first, second) }
        }
    }

    public static let live = FormPrinter(
        print: { title, sheets async throws(PrintingError) in
            try await answer(["title": .string(title), "pages": .array(sheets.map(\.json))])
        },
        join: { first, second async throws(PrintingError) in
            let files = [first, second].map { JSON.string(Data($0).base64EncodedString()) }
            return try await answer(["join": .array(files)]).pdf
        },
        pages: { pdf async throws(PrintingError) in
            let answer = try await PrintingPrograms.shared.forms(["inspect": .string(Data(pdf).base64EncodedString())])
            guard case .object(let members) = answer, let pages = members["pages"]?.integer else {
                throw .failed(reason: "forms.py")
            }
            return pages
        })

    private static func answer(_ job: JSON) async throws(PrintingError) -> (pdf: [UInt8], boxes: [FormBoxReport]) {
        let answer = try await PrintingPrograms.shared.forms(job)
        guard case .object(let members) = answer, let text = members["pdf"]?.string,
            let pdf = Data(base64Encoded: text), case .array(let boxes)? = members["boxes"]
        else { throw .failed(reason: "forms.py") }
        return (Array(pdf), boxes.compactMap(FormBoxReport.init))
    }
}

extension FormSheet {
    fileprivate var json: JSON {
        var members: [String: JSON] = [
            "width": JSON(width), "height": JSON(height),
            "lines": .array(lines.map { .array($0.map { JSON($0) }) }), "labels": .array(labels.map(\.json)),
            "boxes": .array(boxes.map(\.json)),
        ]
        if let background {
            members["background"] = .string(Data(background.pdf).base64EncodedString())
            members["backgroundPage"] = JSON(background.page)
        }
        return .object(members)
    }
}

extension FormSheet.Label {
    fileprivate var json: JSON {
        [
            "x": JSON(x), "y": JSON(y), "w": JSON(width), "h": JSON(height), "text": .string(text), "size": JSON(size),
            "align": .string(isCentred ? "center" : "left"),
        ]
    }
}

extension FormSheet.Box {
    fileprivate var json: JSON {
        var members: [String: JSON] = [
            "id": .string(id), "x": JSON(x), "y": JSON(y), "w": JSON(width), "h": JSON(height), "text": .string(text),
            "size": JSON(size), "min": JSON(sizeMin),
        ]
        if let comb { members["comb"] = JSON(comb) }
        return .object(members)
    }
}

extension FormBoxReport {
    fileprivate init?(_ json: JSON) {
        guard case .object(let members) = json, let id = members["id"]?.string, let size = members["size"]?.integer,
            case .bool(let fits)? = members["fits"]
        else { return nil }
        self.init(id: id, size: size, missing: members["missing"]?.array?.compactMap(\.string) ?? [], fits: fits)
    }
}
