import Documents
import Testing

@testable import Notices

/// Documents made from texts, and bodies as short as they can be compared.
enum BodyDocuments {
    /// A text file, line by line.
    static func text(_ text: String) -> PlacedDocument {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { offset, line in
            let indent = line.prefix { $0 == " " || $0 == "\u{3000}" }.count
            return PlacedLine(
                text: BodyText.trimmed(line.drop { $0 == " " || $0 == "\u{3000}" }, keepingTabs: true),
                place: DocumentPlace(line: offset + 1), look: LineLook(indent: Double(indent)))
        }
        return PlacedDocument(format: .text, lines: lines)
    }

    /// A table as a word processor keeps it: each cell with its place. `^` goes on with the cell above it, `<` with the one before.
    static func table(_ rows: [[String]], title: String) -> PlacedDocument {
        var lines = [PlacedLine(text: title, place: DocumentPlace(line: 1))]
        for (row, cells) in rows.enumerated() {
            for (column, text) in cells.enumerated() where text != "^" && text != "<" {
                var rowSpan = 1
                while row + rowSpan < rows.count, rows[row + rowSpan][column] == "^" { rowSpan += 1 }
                var columnSpan = 1
                while column + columnSpan < cells.count, cells[column + columnSpan] == "<" { columnSpan += 1 }
                for part in text.split(separator: "\n", omittingEmptySubsequences: false) {
                    lines.append(
                        PlacedLine(
                            text: String(part), place: DocumentPlace(line: lines.count + 1),
                            cell: CellPlace(
                                table: 1, row: row, column: column, rowSpan: rowSpan, columnSpan: columnSpan)))
                }
            }
        }
        return PlacedDocument(format: .docx, lines: lines)
    }
}

extension BodyText {
    fileprivate static func trimmed(_ text: Substring, keepingTabs: Bool) -> String {
        var text = text
        while let last = text.last, last == " " || last == "\u{3000}" || last == "\r" { text.removeLast() }
        return String(text)
    }
}

/// Who sits in a body: posts as printed, kinds of people with their number.
struct Sitting: Hashable, Sendable, CustomStringConvertible {
    var name: String
    var leaders: [String] = []
    var deputies: [String] = []
    var members: [String] = []
    var others: [String] = []
    var secretariat: [String] = []
    var parent: String?
    var total: Int?

    var description: String {
        let seats: [String] = ["長\(leaders)", "副\(deputies)", "員\(members)", "他\(others)", "事\(secretariat)"]
        let head: String = name + " 親" + (parent ?? "-") + " 計" + (total.map { String($0) } ?? "-")
        return head + " " + seats.joined(separator: " ")
    }

    var seatCount: Int { leaders.count + deputies.count + members.count + others.count }
}

extension ReadBody {
    var sitting: Sitting {
        func titles(_ role: Seat.Role) -> [String] {
            seats.filter { $0.role == role }.map { seat -> String in
                let name: String = seat.post ?? seat.category ?? "?"
                return seat.count > 1 ? "\(name)×\(seat.count)" : name
            }
        }
        return Sitting(
            name: name, leaders: titles(.leader), deputies: titles(.deputy), members: titles(.member),
            others: titles(.other),
            secretariat: secretariat, parent: parent, total: declaredTotal)
    }
}

extension BodyReading {
    var sittings: [Sitting] { bodies.map(\.sitting) }

    /// Every word of the reading, to look for names in.
    var words: String {
        var words: [String] = []
        for body in bodies {
            words += [body.name, body.rawName] + body.secretariat
            for seat in body.seats { words += [seat.post ?? "", seat.category ?? "", seat.raw] }
        }
        for remit in remits { words += remit.items.map(\.text) }
        return words.joined(separator: "\n")
    }
}

/// A document with what a careful reader finds in it.
struct BodyFixture: CustomTestStringConvertible, Sendable {
    let name: String
    let document: PlacedDocument
    let sittings: [Sitting]
    /// Names of people in the document.
    var people: [String] = []

    var testDescription: String { name }

    init(_ name: String, _ text: String, people: [String] = [], _ sittings: [Sitting]) {
        self.init(name, document: BodyDocuments.text(text), people: people, sittings)
    }

    init(_ name: String, document: PlacedDocument, people: [String] = [], _ sittings: [Sitting]) {
        (self.name, self.document, self.people, self.sittings) = (name, document, people, sittings)
    }
}
