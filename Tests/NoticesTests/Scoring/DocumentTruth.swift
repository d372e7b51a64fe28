import Foundation

/// What a careful person reads in a document: the form of the truth files beside the documents of `Benchmarks/Documents`.
///
/// What a truth does not mention is not judged.
struct DocumentTruth: Decodable {
    struct Initiative: Decodable {
        var number: String?
        let title: String
        var units: [String]?
        var deadlines: [Due]?
        var promiseCount: Int?
    }

    struct Due: Decodable, Hashable {
        let `class`: String
        let from: String?
        let to: String?
    }

    struct Body: Decodable {
        let name: String
        var declaredTotal: Int?
        var seats: [[String]]?
        var secretariat: [String]?
    }

    var kind: String?
    var title: String?
    /// `.some(nil)` where the truth says that there is none.
    var author: String??
    var basis: [String]?
    var initiatives: [Initiative]?
    var initiativeTitles: [String]?
    var bodies: [Body]?
    var noFindings: [String]?
    var noGaps: [String]?
    var findingProposal: [String: String]?
    /// Rules of the errors that a careful reader would raise too.
    var errors: [String]?

    private enum CodingKeys: String, CodingKey {
        case kind, title, author, basis, initiatives, initiativeTitles, bodies, noFindings, noGaps, findingProposal,
            errors
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        kind = try values.decodeIfPresent(String.self, forKey: .kind)
        title = try values.decodeIfPresent(String.self, forKey: .title)
        author = values.contains(.author) ? .some(try values.decodeIfPresent(String.self, forKey: .author)) : nil
        basis = try values.decodeIfPresent([String].self, forKey: .basis)
        initiatives = try values.decodeIfPresent([Initiative].self, forKey: .initiatives)
        initiativeTitles = try values.decodeIfPresent([String].self, forKey: .initiativeTitles)
        bodies = try values.decodeIfPresent([Body].self, forKey: .bodies)
        noFindings = try values.decodeIfPresent([String].self, forKey: .noFindings)
        noGaps = try values.decodeIfPresent([String].self, forKey: .noGaps)
        findingProposal = try values.decodeIfPresent([String: String].self, forKey: .findingProposal)
        errors = try values.decodeIfPresent([String].self, forKey: .errors)
    }

    /// A file is the truth itself, or holds it under `expected` with the reason beside it.
    static func read(_ file: URL) throws -> DocumentTruth {
        struct Reasoned: Decodable { let expected: DocumentTruth }
        let bytes = try Data(contentsOf: file)
        if let reasoned = try? JSONDecoder().decode(Reasoned.self, from: bytes) { return reasoned.expected }
        return try JSONDecoder().decode(DocumentTruth.self, from: bytes)
    }
}
